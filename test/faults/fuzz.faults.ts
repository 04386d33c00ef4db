import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { signedHeaders } from '../../sandbox/slack/deliver/sign.ts';
import type { StandIn } from '../../sandbox/slack/standIn.ts';
import {
  APP_TOKEN,
  endAll,
  INSPECT,
  memoryOf,
  ready,
  SIGNING_SECRET,
  type Started,
  settingsFor,
  startBuilt,
  startSlack,
} from '../process/builtApp.ts';
import type { Memory } from '../support/memory.ts';
import { type OddRequest, oddMessage, oddRequest } from './odd.ts';
import { SEED } from './random.ts';
import { report } from './world.ts';

/**
 * Odd requests and odd messages to the built app, drawn at random (`FAULTS_SEED`). After all of them the
 * process lives, holds little more memory than before, has had no fault that nobody owns, and acknowledges the next command.
 */
const REQUESTS = 20_000;
const WARM_UP = 4_000;
const MESSAGES = 2_000;
const AT_ONCE = 24;
const DRAWN_AT_ONCE = 500;
/** Bytes that are no HTTP, and requests that never end, on connections of their own. */
const BROKEN = 300;
/** How much more memory the process may keep after than before, and how long V8 may take to give it back. */
const GROWTH = 1.2;
const GIVE_BACK_MS = 20_000;
const PATIENCE_MS = 180_000;

const PATH = '/slack/events';
let slack: StandIn;

beforeAll(async () => {
  slack = await startSlack();
});
afterAll(async () => {
  endAll();
  await slack.close();
});

async function started(more: Readonly<Record<string, string>>): Promise<{ app: Started; port: number }> {
  const settings = { ...(await settingsFor(slack)), ...more };
  const app = startBuilt(settings, INSPECT);
  await ready(settings['PORT']);
  const port = Number(settings['PORT']);
  return { app, port };
}

/** Drawn a few at a time, as many together take much memory. */
function* drawn<T>(from: fc.Arbitrary<T>, count: number, seed: number): Generator<T> {
  for (let start = 0; start < count; start += DRAWN_AT_ONCE) {
    yield* fc.sample(from, { seed: seed + start, numRuns: Math.min(DRAWN_AT_ONCE, count - start) });
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
afterAll(() => agent.destroy());

/** The status of the answer; 0 where the connection ended without one. */
function send(
  port: number,
  { method: verb, path: where, headers, body: words, isSigned }: OddRequest,
): Promise<number> {
  const bytes = Buffer.from(words);
  const signature = isSigned ? signedHeaders(SIGNING_SECRET, words, Date.now()) : {};
  return new Promise((resolve) => {
    const all = { 'content-length': String(bytes.length), ...signature, ...headers };
    const outgoing = request({ host: '127.0.0.1', port, method: verb, path: where, headers: all, agent }, (answer) => {
      answer.resume();
      answer.once('close', () => resolve(answer.statusCode ?? 0));
    });
    outgoing.once('error', () => resolve(0));
    outgoing.end(bytes);
  });
}

async function sendAll(port: number, all: Iterable<OddRequest>): Promise<Readonly<Record<string, number>>> {
  const statuses: Record<string, number> = {};
  const left = all[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = left.next(); !next.done; next = left.next()) {
        const status = await send(port, next.value);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  return statuses;
}

/** Connections that send bytes which are no HTTP, break off in the middle, or just stay. */
async function breakIn(port: number, pieces: readonly Uint8Array[]): Promise<void> {
  const openings = [
    `POST ${PATH} HTTP/1.1\r\n`,
    `POST ${PATH} HTTP/1.1\r\nhost: app\r\ncontent-length: 99\r\n\r\n`,
    'CONNECT app:1 HTTP/1.1\r\n\r\n',
    '',
  ];
  await Promise.all(
    pieces.map(
      (bytes, index) =>
        new Promise<void>((resolve) => {
          const socket = connect(port, '127.0.0.1');
          socket.on('error', () => undefined).resume();
          socket.once('close', () => resolve());
          socket.write(openings[index % openings.length] ?? '');
          socket.write(bytes);
          if (index % 3 === 0) socket.destroy();
          if (index % 3 === 1) socket.end();
        }),
    ),
  );
}

const linesOf = (app: Started): readonly Record<string, unknown>[] =>
  app
    .words()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
/** Faults outside of listeners' work. Those within become words for the person. */
const unowned = (app: Started) =>
  linesOf(app).filter(({ where }) =>
    ['http', 'socket', 'listener', 'unhandledRejection', 'uncaughtException'].includes(String(where)),
  );

/** What the process keeps, once it keeps no more than it may; else what it keeps in the end. */
async function memoryAfter(app: Started, before: Memory): Promise<Memory> {
  const until = performance.now() + GIVE_BACK_MS;
  for (;;) {
    const memory = await memoryOf(app);
    if (memory.residentMb < before.residentMb * GROWTH || performance.now() > until) return memory;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function expectWell({ app }: { app: Started }): Promise<void> {
  expect(app.child.exitCode).toBeNull();
  expect(unowned(app)).toEqual([]);
  expect((await slack.person('U0LEAD').command('C0ATLAS', '/milestone help')).status).toBe(200);
}

describe('the built app', () => {
  it(
    `lives through ${REQUESTS} odd requests`,
    async () => {
      const run = await started({});
      const { app, port } = run;
      slack.deliverTo(`http://127.0.0.1:${port}${PATH}`);
      await sendAll(port, drawn(oddRequest, WARM_UP, SEED - WARM_UP));
      const before = await memoryOf(app);
      const statuses = await sendAll(port, drawn(oddRequest, REQUESTS, SEED));
      await breakIn(port, fc.sample(fc.uint8Array({ maxLength: 2_000 }), { seed: SEED, numRuns: BROKEN }));
      await expectWell(run);
      expect(statuses['500']).toBeUndefined();
      const after = await memoryAfter(app, before);
      report('odd requests', {
        ...statuses,
        'broken off': BROKEN,
        'MB before': before.residentMb,
        'MB after': after.residentMb,
      });
      expect(after.residentMb).toBeLessThan(before.residentMb * GROWTH);
    },
    PATIENCE_MS,
  );

  it(
    `lives through ${MESSAGES} odd messages of Socket Mode`,
    async () => {
      const run = await started({ SLACK_APP_TOKEN: APP_TOKEN });
      await slack.until('two connections', () => slack.socket.connections() === 2);
      /** Each is ignored, or reaches Bolt and comes to an end: nothing hangs. */
      const dealtWith = () =>
        linesOf(run.app).filter(
          ({ msg }) => String(msg).startsWith('A message over Socket') || msg === 'An interaction',
        ).length;
      const sendOdd = async (count: number, seed: number) => {
        const before = dealtWith();
        for (const message of drawn(oddMessage, count, seed)) slack.socket.sendRaw(message);
        await slack.until(`the end of ${count} messages`, () => dealtWith() - before >= count, 30_000);
      };
      await sendOdd(MESSAGES / 2, SEED - MESSAGES);
      await expectWell(run);
      const before = await memoryOf(run.app);
      await sendOdd(MESSAGES, SEED);
      await expectWell(run);
      expect(slack.socket.connections()).toBe(2);
      const after = await memoryAfter(run.app, before);
      report('odd messages', { messages: MESSAGES, 'MB before': before.residentMb, 'MB after': after.residentMb });
      expect(after.residentMb).toBeLessThan(before.residentMb * GROWTH);
    },
    PATIENCE_MS,
  );
});
