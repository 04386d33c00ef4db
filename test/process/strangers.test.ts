import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signedHeaders } from '../../sandbox/slack/deliver/sign.ts';
import type { StandIn } from '../../sandbox/slack/standIn.ts';
import {
  endAll,
  INSPECT,
  memoryOf,
  ready,
  SIGNING_SECRET,
  type Started,
  settingsFor,
  startBuilt,
  startSlack,
} from './builtApp.ts';

/** Whatever a stranger sends to the built app: it is answered, logged in one line, and the process goes on. */
const PATH = '/slack/events';
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
let slack: StandIn;
let app: Started;
let port = 0;

beforeAll(async () => {
  slack = await startSlack();
  const settings = await settingsFor(slack);
  port = Number(settings['PORT']);
  app = startBuilt(settings, INSPECT);
  await ready(settings['PORT']);
  slack.deliverTo(`http://127.0.0.1:${port}${PATH}`);
});
afterAll(async () => {
  endAll();
  await slack.close();
});

type Sent = {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

function send({ method = 'POST', path = PATH, headers = {}, body = '' }: Sent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer));
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

function signed(body: string, type: string, atMs = Date.now()): Sent {
  return { body, headers: { 'content-type': type, ...signedHeaders(SIGNING_SECRET, body, atMs) } };
}

/** The lines that the app logs while something is sent, but for the line that each interaction has. */
async function linesOf(work: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const before = app.words().length;
  await work();
  // Its line comes after the others; the pipe between the processes may take a moment.
  await send({ method: 'SEARCH' });
  for (let tries = 0; tries < 500; tries++) {
    const whole = app.words().slice(before).split('\n').slice(0, -1);
    const lines: Record<string, unknown>[] = whole.map((line) => JSON.parse(line));
    const last = lines.findIndex(({ method }) => method === 'SEARCH');
    if (last >= 0) return lines.slice(0, last).filter(({ kind }) => kind === undefined);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The app logged nothing of a refused request');
}

async function expectAlive(): Promise<void> {
  expect(app.child.exitCode).toBeNull();
  const { status } = await slack.person('U0LEAD').command('C0ATLAS', '/milestone help');
  expect(status).toBe(200);
}

describe("a request to Slack's address that is no POST", () => {
  it.each([
    ['GET', PATH, {}],
    ['GET', `${PATH}?x=1`, {}],
    ['GET', `${PATH}?ssl_check=1`, {}],
    ['HEAD', PATH, {}],
    ['PUT', PATH, { 'content-length': '0' }],
    ['DELETE', PATH, {}],
    ['OPTIONS', PATH, {}],
    ['PATCH', PATH, { cookie: 'session=secret-cookie' }],
    ['GET', PATH, { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' }],
  ])('%s %s %j is answered with 405 and one line in the log', async (method, path, headers) => {
    let answer: IncomingMessage | undefined;
    const lines = await linesOf(async () => {
      answer = await send({ method, path, headers });
    });
    expect(answer?.statusCode).toBe(405);
    expect(answer?.headers['allow']).toBe('POST');
    expect(lines).toEqual([
      {
        level: 40,
        time: expect.any(Number),
        status: 405,
        method,
        msg: "A request to Slack's address is refused: it is no POST",
      },
    ]);
    await expectAlive();
  });
});

describe('a body that Slack would not send', () => {
  const command = {
    command: '/milestone',
    text: 'help',
    channel_id: 'C0ATLAS',
    user_id: 'U0LEAD',
    trigger_id: '1.2.x',
  };
  const press = { type: 'block_actions', user: { id: 'U0LEAD' }, trigger_id: '1.2.x', actions: [{}] };
  const asJson: readonly unknown[] = [
    null,
    0,
    '',
    [],
    [null],
    {},
    { type: 'event_callback', team_id: 'T0AGENCY', event: null },
    { type: 'event_callback', team_id: 'T0AGENCY', event: 5 },
    { type: 'event_callback', team_id: 'T0AGENCY', event: {} },
    { type: 'event_callback', team_id: 'T0AGENCY', event: { type: null } },
    { type: 'event_callback', team_id: 'T0AGENCY', event: { type: 'app_home_opened', channel: null } },
    { type: 'event_callback', team_id: 'T0AGENCY', event: { type: 'app_home_opened', user: null } },
    { type: 'event_callback', team_id: 'T0AGENCY', event: { type: 'app_home_opened', user: {}, tab: 'home' } },
    { type: 'event_callback', event: { type: 'app_home_opened', user: 'U0LEAD', tab: 'home' } },
    { type: 'event_callback', team_id: 'T0AGENCY', event: { type: 'reaction_added', item: null } },
    { type: 'event_callback', team_id: 'T0AGENCY', event: { type: 'tokens_revoked', tokens: null } },
    { type: 'event_callback', team_id: 'T0AGENCY', event: { type: 'app_home_opened' }, authorizations: [null] },
    { type: 'url_verification', challenge: {} },
    command,
    { ...command, response_url: null },
    { ...command, response_url: 'https://example.com', text: ['add'] },
    { ...command, response_url: 'https://example.com', event: null },
    press,
    { ...press, actions: null },
    { ...press, actions: [] },
    { ...press, actions: [null] },
    { ...press, user: null, actions: [{ type: 'button', action_id: 'milestone_list' }] },
    { ...press, team: 5, actions: [{ type: 'button', action_id: 'milestone_list' }] },
    { type: 'view_submission', user: { id: 'U0LEAD' }, view: null },
    { type: 'view_submission', user: { id: 'U0LEAD' }, view: { id: 5 } },
    { type: 'view_submission', user: { id: 'U0LEAD' }, response_urls: [null] },
    { type: 'shortcut' },
    { type: 'of tomorrow' },
  ];
  const bodies = [
    ...asJson.map((body) => [JSON.stringify(body), JSON_TYPE] as const),
    ...asJson.map((body) => [new URLSearchParams({ payload: JSON.stringify(body) }).toString(), FORM] as const),
    ['', JSON_TYPE],
    ['', FORM],
    ['{', JSON_TYPE],
    ['payload={', FORM],
    ['payload=', FORM],
    ['payload=null&payload=null', FORM],
    ['command=/milestone&command=/project&text=&channel_id=C&user_id=U&trigger_id=1&response_url=x', FORM],
    ['%', FORM],
    ['null', 'text/plain'],
    ['\u0000', JSON_TYPE],
    ['[', JSON_TYPE],
  ] as const;

  it.each(bodies)('%s as %s, signed, is answered with 400 and one line in the log', async (body, type) => {
    let status: number | undefined;
    const lines = await linesOf(async () => {
      status = (await send(signed(body, type))).statusCode;
    });
    expect(status).toBe(400);
    const msg = "A request to Slack's address is refused: Milepost does not know the payload in its body";
    expect(lines).toEqual([{ level: 40, time: expect.any(Number), status: 400, method: 'POST', msg }]);
    await expectAlive();
  });

  it('does not fill the log', async () => {
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T'.repeat(100_000),
      event: { type: 'app_uninstalled' },
    });
    const lines = await linesOf(async () => send(signed(body, JSON_TYPE)));
    expect(JSON.stringify(lines).length).toBeLessThan(500);
  });

  it('of a button that no listener takes is acknowledged, and answered in words', async () => {
    const body = JSON.stringify({ ...press, actions: [{ type: 'button', action_id: 'of_tomorrow' }] });
    expect((await send(signed(body, JSON_TYPE))).statusCode).toBe(200);
  });

  it.each([
    ['none', {}],
    ['odd', { 'x-slack-signature': 'v0', 'x-slack-request-timestamp': 'now' }],
    ['of another secret', signedHeaders('other', 'null', Date.now())],
    ['of ten minutes ago', signedHeaders(SIGNING_SECRET, 'null', Date.now() - 600_000)],
    ['of ten minutes ahead', signedHeaders(SIGNING_SECRET, 'null', Date.now() + 600_000)],
    [
      'of no time at all',
      { ...signedHeaders(SIGNING_SECRET, 'null', Date.now()), 'x-slack-request-timestamp': 'Infinity' },
    ],
  ])('with a signature %s is answered with 401', async (_, headers) => {
    expect((await send({ body: 'null', headers: { 'content-type': JSON_TYPE, ...headers } })).statusCode).toBe(401);
    await expectAlive();
  });

  it('and what Slack does send to check the address is answered', async () => {
    expect((await send({ body: 'ssl_check=1&token=x', headers: { 'content-type': FORM } })).statusCode).toBe(200);
    const verification = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const answer = await fetch(`http://127.0.0.1:${port}${PATH}`, {
      method: 'POST',
      ...signed(verification, JSON_TYPE),
    });
    expect([answer.status, await answer.json()]).toEqual([200, { challenge: 'abc' }]);
  });
});

/** A connection that sends what it is told to, and keeps what comes back. */
function open(words: string): Promise<{ readonly socket: Socket; readonly ended: Promise<string> }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk));
      socket.on('error', () => undefined);
      socket.write(words);
      resolve({ socket, ended: new Promise((end) => socket.once('close', () => end(answer))) });
    });
  });
}
const LARGE = 4 * 1024 * 1024;
const head = (...lines: readonly string[]) => [`POST ${PATH} HTTP/1.1`, 'host: app', ...lines, '', ''].join('\r\n');

describe('a greedy client', () => {
  it('that sends too much is answered with 413, and the connection ends', async () => {
    const announced = await open(`${head(`content-length: ${LARGE}`)}${'x'.repeat(1_000)}`);
    const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;
    const chunked = await open(head('transfer-encoding: chunked') + chunk.repeat(9));
    for (const { ended } of [announced, chunked])
      expect(await ended).toMatch(/^HTTP\/1\.1 413 .*\r\nconnection: close\r\n/is);
    await expectAlive();
  });

  it('cannot fill the memory with many open bodies', async () => {
    const before = await memoryOf(app);
    const bodies = Array.from({ length: 250 }, (_, index) =>
      // Some say how much will come, some do not; none of them comes to an end.
      open(
        index % 2 === 0
          ? `${head(`content-length: ${LARGE}`)}${'x'.repeat(400_000)}`
          : `${head('transfer-encoding: chunked')}61a80\r\n${'x'.repeat(400_000)}`,
      ),
    );
    const opened = await Promise.all(bodies);
    await expectAlive();
    const during = await memoryOf(app);
    for (const { socket } of opened) socket.destroy();
    expect(during.residentMb - before.residentMb).toBeLessThan(80);
    await expectAlive();
  });

  it('cannot fill the memory with bodies in small pieces', async () => {
    const before = await memoryOf(app);
    const pieces = '1\r\nx\r\n'.repeat(20_000);
    const opened = await Promise.all(
      Array.from({ length: 100 }, () => open(head('transfer-encoding: chunked') + pieces)),
    );
    await Promise.all(opened.map(({ ended }) => ended));
    expect((await memoryOf(app)).residentMb - before.residentMb).toBeLessThan(80);
    await expectAlive();
  }, 30_000);

  it.each(['/metrics', '/readyz', PATH])(
    'cannot have many requests for %s taken up on one connection',
    async (path) => {
      const before = await memoryOf(app);
      const requests = `GET ${path} HTTP/1.1\r\nhost: app\r\n\r\n`.repeat(2_000);
      const opened = await Promise.all(Array.from({ length: 20 }, () => open(requests)));
      const answers = await Promise.all(opened.map(({ ended }) => ended));
      for (const answer of answers) expect(answer.split('HTTP/1.1').length).toBeLessThanOrEqual(2);
      expect((await memoryOf(app)).residentMb - before.residentMb).toBeLessThan(80);
      await expectAlive();
    },
  );

  it('cannot keep Slack out by holding connections open', async () => {
    const connections = await Promise.all(
      Array.from({ length: 620 }, (_, index) => open(index % 2 === 0 ? '' : head('content-length: 9'))),
    );
    for (let tries = 0; tries < 5; tries++) await expectAlive();
    for (const { socket } of connections) socket.destroy();
    const told = app
      .words()
      .split('\n')
      .filter((line) => line.includes('There are too many connections'));
    expect(told).toHaveLength(1);
  });

  it.each([
    ['never ends its headers', `POST ${PATH} HTTP/1.1\r\nhost: app\r\nx-slow: `, 5_000],
    ['never ends its body', `${head('content-length: 100')}half`, 10_000],
  ])(
    'of the time because it %s is cut off',
    async (_, words, limitMs) => {
      const began = performance.now();
      const { ended } = await open(words);
      expect(await ended).toMatch(/^HTTP\/1\.1 408 /);
      const took = performance.now() - began;
      expect(took).toBeGreaterThan(limitMs - 500);
      expect(took).toBeLessThan(limitMs + 5_000);
      await expectAlive();
    },
    30_000,
  );
});
