import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../sandbox/slack/common/freePort.ts';
import type { StandIn } from '../../sandbox/slack/standIn.ts';
import { endAll, get, ready, settingsFor, start, startBuilt, startSlack } from './builtApp.ts';

const closing: (() => unknown)[] = [];
let slack: StandIn;

beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.close());
afterEach(async () => {
  endAll();
  for (const close of closing.splice(0)) await close();
});

const settings = () => settingsFor(slack);

describe('npm start', () => {
  it('refuses to start without settings, in one message that names them and the sandbox', async () => {
    const { code, words } = await startBuilt({}).ended;
    expect(code).toBe(1);
    expect(words).toBe(
      [
        'Milepost cannot start: its settings are not complete.',
        '  - MONGODB_URI is missing',
        '  - SLACK_BOT_TOKEN is missing',
        '  - SLACK_SIGNING_SECRET is missing',
        'What each setting means is in README.md. To try Milepost without any settings: npm run sandbox',
        '',
      ].join('\n'),
    );
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    [
      'tokens that were swapped',
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
      'SLACK_BOT_TOKEN must begin with xoxb-; this is an app-level token, which belongs into SLACK_APP_TOKEN',
    ],
    [
      'the token of a person',
      { SLACK_BOT_TOKEN: 'xoxp-1' },
      'SLACK_BOT_TOKEN must begin with xoxb-; this is the token of a person',
    ],
    [
      'a bot token as app-level token',
      { SLACK_APP_TOKEN: 'xoxb-1' },
      'SLACK_APP_TOKEN must begin with xapp-; this is a bot token',
    ],
    [
      'a token as signing secret',
      { SLACK_SIGNING_SECRET: 'xoxb-1' },
      'SLACK_SIGNING_SECRET must be the signing secret',
    ],
    [
      'a token in quotation marks',
      { SLACK_BOT_TOKEN: '"xoxb-test"' },
      'SLACK_BOT_TOKEN must not stand in quotation marks',
    ],
    ['a host with a protocol', { HOST: 'http://localhost' }, 'HOST must be the name or the address of a host'],
    ['a port that is none', { PORT: '70000' }, 'PORT must be a number from 0 to 65535'],
    ['an address of another machine', { HOST: '192.0.2.1' }, 'the address in HOST is none of this machine'],
    ['a host that nobody knows', { HOST: 'nobody.invalid' }, 'the host in HOST is not known to this machine'],
    [
      'a database at a host that nobody knows',
      { MONGODB_URI: 'mongodb://nobody.invalid/milepost' },
      'the host in MONGODB_URI is not known to this machine',
    ],
    [
      'a database at no address',
      { MONGODB_URI: 'mongodb://a:b:c/milepost?x' },
      'MONGODB_URI is not an address MongoDB can read',
    ],
    [
      'a database that is a web address',
      { MONGODB_URI: 'https://127.0.0.1/milepost' },
      'MONGODB_URI must begin with mongodb://',
    ],
  ])('says in one sentence which setting to mend: %s', async (_, wrong, sentence) => {
    const env: Record<string, string> = { ...(await settings()), ADMIN_PORT: '0', ...wrong };
    const { code, words } = await startBuilt(env).ended;
    expect([code, words]).toEqual([1, expect.stringContaining(sentence)]);
    // Neither a stack nor a secret.
    expect(words).not.toMatch(/^\s+at |node:internal|xoxb-(?!;)|signing-secret/m);
  });

  it('says which setting to mend when no database answers', async () => {
    const closed = await freePort();
    const env = { ...(await settings()), MONGODB_URI: `mongodb://127.0.0.1:${closed}/milepost` };
    const { code, words } = await startBuilt(env).ended;
    expect([code, words]).toEqual([1, expect.stringContaining('no MongoDB answers at MONGODB_URI')]);
  });

  it('ends with code 0 on a signal that comes while it connects to the database', async () => {
    const silent = createServer((socket) => closing.push(() => void socket.destroy())).listen(0, '127.0.0.1');
    closing.push(() => void silent.close());
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    const connected = once(silent, 'connection');
    const env = { ...(await settings()), MONGODB_URI: `mongodb://127.0.0.1:${address.port}/milepost` };
    const { child, ended } = startBuilt(env);
    await connected;
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('ends with the tests, however they end', async () => {
    const env = await settings();
    const { child, ended } = start('npm', ['start'], env);
    await ready(env['PORT']);
    // What the system does with a process that is killed.
    child.stdin?.destroy();
    await ended;
    expect(await get(env['PORT'], '/healthz')).toBe('no answer');
  });

  it('says which setting to mend when the port is taken', async () => {
    const env = await settings();
    const taken = createServer().listen(Number(env['PORT']), '127.0.0.1');
    closing.push(() => void taken.close());
    const { code, words } = await startBuilt(env).ended;
    expect([code, words]).toEqual([
      1,
      expect.stringContaining(`port ${env['PORT']} is in use. Set PORT to another one`),
    ]);
  });

  it('serves, and stops on SIGTERM with code 0, as npm runs it', async () => {
    const env = await settings();
    const { child, ended } = start('npm', ['start'], env);
    await ready(env['PORT']);
    expect(await get(env['PORT'], '/healthz')).toBe('200 ok');
    expect(await get(env['PORT'], '/nothing')).toBe('404 Nothing here');
    const unsigned = await fetch(`http://127.0.0.1:${env['PORT']}/slack/events`, { method: 'POST', body: 'command=x' });
    expect(unsigned.status).toBe(401);
    child.kill('SIGTERM');
    const { words } = await ended;
    expect(await get(env['PORT'], '/healthz')).toBe('no answer');
    expect(words).toContain('Milepost is stopping');
    expect(words).not.toMatch(/xoxb-test|signing-secret/);
  });

  it('keeps what is for its keeper on a port of its own, away from Slack', async () => {
    const env: Record<string, string> = { ...(await settings()), ADMIN_PORT: String(await freePort()) };
    startBuilt(env);
    await ready(env['ADMIN_PORT']);
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      expect(await get(env['ADMIN_PORT'], path)).toMatch(/^200 /);
      expect(await get(env['PORT'], path)).toBe('404 Nothing here');
    }
    expect(await get(env['ADMIN_PORT'], '/slack/events')).toBe('404 Nothing here');
    expect(await get(env['PORT'], '/slack/events')).toMatch(/^405 /);
  });

  it('opens the port of its keeper alone where nothing comes from Slack', async () => {
    const env: Record<string, string> = {
      ...(await settings()),
      ADMIN_PORT: String(await freePort()),
      PROCESS_ROLE: 'worker',
    };
    startBuilt(env);
    await ready(env['ADMIN_PORT']);
    expect(await get(env['PORT'], '/healthz')).toBe('no answer');
  });

  it('says which setting to mend when the port of its keeper is taken', async () => {
    const env: Record<string, string> = { ...(await settings()), ADMIN_PORT: String(await freePort()) };
    const taken = createServer().listen(Number(env['ADMIN_PORT']), '127.0.0.1');
    closing.push(() => void taken.close());
    const { code, words } = await startBuilt(env).ended;
    expect([code, words]).toEqual([
      1,
      expect.stringContaining(`port ${env['ADMIN_PORT']} is in use. Set ADMIN_PORT to another one`),
    ]);
  });

  it('finishes the command in hand before it stops', async () => {
    const env = await settings();
    const { child, ended } = startBuilt(env);
    await ready(env['PORT']);
    slack.deliverTo(`http://127.0.0.1:${env['PORT']}/slack/events`);
    slack.fault({ method: 'users.info', times: 1, how: { kind: 'slow', ms: 500 } });
    const before = slack.calls.length;
    await slack.person('U0LEAD').command('C0ATLAS', '/milestone list');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(slack.calls.slice(before).map(({ method }) => method)).toContain('response_url');
  });
});

describe('a stop while people work', () => {
  it.each([1, 2, 3])('is no fault of the database (%i)', async () => {
    const env = await settings();
    const { child, ended } = startBuilt(env);
    await ready(env['PORT']);
    slack.deliverTo(`http://127.0.0.1:${env['PORT']}/slack/events`);
    const lead = slack.person('U0LEAD');
    const work = Array.from({ length: 20 }, (_, index) =>
      lead
        .command('C0ATLAS', index % 2 === 0 ? '/milestone list' : '/milestone add 2026-12-04 Draft')
        .catch(() => undefined),
    );
    await new Promise((resolve) => setTimeout(resolve, 30));
    child.kill('SIGTERM');
    const { code, words } = await ended;
    await Promise.all(work);
    expect(code).toBe(0);
    expect(words).not.toContain('MongoClientClosed');
    expect(words.split('\n').filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });
});

describe('a fault that nothing in the app owns', () => {
  const onSignal = (work: string) =>
    `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${work} })`)}`;
  const faultsIn = (words: string) =>
    words
      .split('\n')
      .filter((line) => line.includes('"where"'))
      .map((line) => JSON.parse(line));

  it('in a promise is logged with a reference and counted, and the process goes on', async () => {
    const env = await settings();
    const app = startBuilt(env, onSignal("Promise.reject(new Error('nobody took this'))"));
    await ready(env['PORT']);
    app.child.kill('SIGUSR2');
    const counted = 'milepost_faults_total{where="unhandledRejection"} 1';
    for (let tries = 0; tries < 100 && !(await get(env['PORT'], '/metrics')).includes(counted); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await get(env['PORT'], '/metrics')).toContain(counted);
    expect(await get(env['PORT'], '/readyz')).toBe('200 ready');
    expect(faultsIn(app.words())).toEqual([
      expect.objectContaining({
        level: 50,
        where: 'unhandledRejection',
        reference: expect.stringMatching(/^[0-9a-f]{8}$/),
        err: expect.objectContaining({ message: 'nobody took this' }),
      }),
    ]);
  });

  it('that broke off some work ends the process in an orderly way, with code 1', async () => {
    const env = await settings();
    const app = startBuilt(env, onSignal("throw new Error('broken off')"));
    await ready(env['PORT']);
    app.child.kill('SIGUSR2');
    const { code, words } = await app.ended;
    expect(code).toBe(1);
    expect(faultsIn(words)).toEqual([expect.objectContaining({ where: 'uncaughtException' })]);
    expect(words).toContain('Milepost is stopping');
    expect(words).not.toContain('could not stop');
  });
});
