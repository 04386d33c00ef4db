import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { App } from '@slack/bolt';
import { WebSocketServer } from 'ws';
import { BOT, CHANNELS, TEAM, USERS } from '../../../sandbox/milepost/cast.ts';
import { startStandIn } from '../../../sandbox/slack/standIn.ts';
import { createLogger } from '../../../src/logger.ts';
import { quietLogger } from '../../../src/platform/slack/log.ts';
import { socketReceiver } from '../../../src/platform/slack/socketReceiver.ts';

/** Waits of the receiver are this much shorter, so that its minutes pass in half a second. */
const FASTER = 100;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

type Line = { readonly level: number; readonly msg: string; readonly err?: object };

/** The receiver against an address of the Web API, with Bolt behind it. */
function receiverAt(slackApiUrl: string) {
  const lines: Line[] = [];
  const log = createLogger('info', { write: (line: string) => void lines.push(JSON.parse(line)) });
  const waits: number[] = [];
  const faults: unknown[] = [];
  const receiver = socketReceiver({
    appToken: 'xapp-test',
    clientOptions: { slackApiUrl, timeout: 2_000, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    log,
    wait: (ms) => {
      waits.push(ms);
      return after(ms / FASTER, undefined, { ref: false });
    },
    onFault: (error) => faults.push(error),
  });
  const bolt = new App({
    receiver,
    convoStore: false,
    logger: quietLogger(log),
    authorize: async () => ({ botToken: 'xoxb-test' }),
  });
  bolt.command('/milestone', async ({ ack }) => ack());
  closing.push(() => receiver.stop());
  return { receiver, lines, waits, faults };
}

async function slackInSocketMode() {
  const slack = await startStandIn({
    signingSecret: 'signing-secret',
    botToken: 'xoxb-test',
    appToken: 'xapp-test',
    seed: { team: TEAM, bot: BOT, users: structuredClone(USERS), channels: structuredClone(CHANNELS) },
  });
  closing.push(() => slack.close());
  const open = (count: number) => slack.until(`${count} connections`, () => slack.socket.connections() === count);
  const asked = () => slack.calls.filter(({ method }) => method === 'apps.connections.open').length;
  return { slack, open, asked };
}

/** Warnings and errors. */
const complaints = (lines: readonly Line[]) => lines.filter(({ level }) => level >= 40).map(({ msg }) => msg);
const NOT_OPEN = 'Milepost cannot keep a connection to Slack open and tries again within a minute';

describe('the connections of Socket Mode', () => {
  it('are asked for again each minute while Slack refuses the token, and that is logged once', async () => {
    const { slack, open, asked } = await slackInSocketMode();
    const { receiver, lines, waits, faults } = receiverAt(slack.apiUrl);
    await receiver.start();
    await open(2);
    slack.fault({ method: 'apps.connections.open', times: 1_000, how: { kind: 'error', error: 'invalid_auth' } });
    const before = asked();
    slack.socket.cut();
    await slack.until('six refusals', () => asked() - before >= 6);
    // On a busy machine a connection that was about to open ends for another reason first.
    const refusals = () => complaints(lines).filter((msg) => msg !== NOT_OPEN);
    expect(refusals()).toEqual([
      'Slack refuses SLACK_APP_TOKEN, so commands do not arrive. Milepost asks again each minute',
    ]);
    expect(waits.filter((ms) => ms === 60_000).length).toBeGreaterThanOrEqual(4);
    slack.clearFaults();
    await open(2);
    await slack.until('the end of it in the log', () => lines.some(({ msg }) => msg === 'Slack is connected again'));
    expect((await slack.person('U0LEAD').command('C0ATLAS', '/milestone list')).status).toBe(200);
    expect([refusals().length, faults]).toEqual([1, []]);
  });

  it.each([
    ['cannot be reached', { kind: 'unreachable' }],
    ['does not answer', { kind: 'hang' }],
    ['is not itself', { kind: 'status', status: 503 }],
    ['says something new', { kind: 'error', error: 'an_error_of_tomorrow' }],
    ['wants fewer requests', { kind: 'rate-limit', retryAfter: 30 }],
  ] as const)('are tried again when Slack %s', async (_, how) => {
    const { slack, open } = await slackInSocketMode();
    const { receiver, lines, faults } = receiverAt(slack.apiUrl);
    await receiver.start();
    await open(2);
    slack.fault({ method: 'apps.connections.open', times: 3, how });
    slack.socket.cut();
    await slack.until('the failure in the log', () => complaints(lines).length > 0, 10_000);
    await open(2);
    expect(complaints(lines)).toEqual([NOT_OPEN]);
    expect(faults).toEqual([]);
  });

  it('are not begun where Slack refuses the token at the start', async () => {
    const { slack, asked } = await slackInSocketMode();
    slack.fault({ method: 'apps.connections.open', times: 1_000, how: { kind: 'error', error: 'invalid_auth' } });
    const { receiver } = receiverAt(slack.apiUrl);
    await expect(receiver.start()).rejects.toThrow('invalid_auth');
    expect(asked()).toBe(1);
  });

  it('are opened later where Slack cannot be reached at the start', async () => {
    const { slack, open } = await slackInSocketMode();
    slack.fault({ method: 'apps.connections.open', times: 3, how: { kind: 'unreachable' } });
    const { receiver, lines } = receiverAt(slack.apiUrl);
    await receiver.start();
    await open(2);
    expect(complaints(lines)).toEqual([NOT_OPEN]);
  });

  it('are opened less and less often where Slack ends each at once, and that is logged once', async () => {
    const { slack, open, asked } = await slackInSocketMode();
    const { receiver, lines, waits } = receiverAt(slack.apiUrl);
    await receiver.start();
    for (let round = 0; round < 4; round++) {
      await open(2);
      slack.socket.disconnect('refresh_requested');
      await open(0);
    }
    await slack.until('the pauses', () => waits.includes(8_000));
    expect(waits.filter((ms) => [1_000, 2_000, 4_000].includes(ms)).length).toBeGreaterThanOrEqual(6);
    expect(complaints(lines)).toEqual([NOT_OPEN]);
    expect(asked()).toBeLessThanOrEqual(12);
  });

  it('are given up where Slack opens them and says nothing', async () => {
    const sockets = new WebSocketServer({ noServer: true });
    const server = createServer((_, response) => {
      const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ok: true, url }));
    });
    server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
    });
    const { receiver, lines } = receiverAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`);
    await receiver.start();
    expect(complaints(lines)).toEqual([NOT_OPEN]);
    expect(lines.at(-1)).toMatchObject({ err: { message: 'Slack did not open the connection in time' } });
  });

  it('end with the app, also while they cannot be opened', async () => {
    const { slack, open, asked } = await slackInSocketMode();
    const { receiver } = receiverAt(slack.apiUrl);
    await receiver.start();
    await open(2);
    await receiver.stop();
    await open(0);
    const then = asked();
    await after(200);
    expect(asked()).toBe(then);
  });
});
