import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { BOT, CHANNELS, TEAM, USERS } from '../../sandbox/cast.ts';
import { freePort } from '../../sandbox/freePort.ts';
import { type StandIn, startStandIn } from '../../sandbox/standIn.ts';
import { freshDatabaseUri } from '../support/database.ts';

type Ended = { readonly code: number | null; readonly words: string };
const closing: (() => unknown)[] = [];
let slack: StandIn;

beforeAll(async () => {
  slack = await startStandIn({
    signingSecret: 'signing-secret',
    botToken: 'xoxb-test',
    seed: { team: TEAM, bot: BOT, users: USERS, channels: CHANNELS },
  });
  return () => slack.close();
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function start(
  command: string,
  args: string[],
  env: Record<string, string>,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(command, args, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (words += chunk));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, words })));
  closing.push(() => void child.kill('SIGKILL'));
  return { child, ended };
}

const node = (env: Record<string, string>) => start(process.execPath, ['dist/src/main.js'], env);

async function settings(): Promise<Record<string, string>> {
  return {
    MONGODB_URI: freshDatabaseUri(),
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
  };
}

const get = async (port: string | undefined, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
  return answer ? `${answer.status} ${(await answer.text()).trim()}` : 'no answer';
};

async function ready(port: string | undefined): Promise<void> {
  await slack.until('the app to be ready', () => true);
  for (let tries = 0; tries < 200; tries++) {
    if ((await get(port, '/readyz')) === '200 ready') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The app did not become ready');
}

describe('npm start', () => {
  it('refuses to start without settings, in one message that names them and the sandbox', async () => {
    const { code, words } = await node({}).ended;
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

  it('says which setting to mend when no database answers', async () => {
    const closed = await freePort();
    const env = { ...(await settings()), MONGODB_URI: `mongodb://127.0.0.1:${closed}/milepost` };
    const { code, words } = await node(env).ended;
    expect([code, words]).toEqual([1, expect.stringContaining('no MongoDB answers at MONGODB_URI')]);
  });

  it('says which setting to mend when the port is taken', async () => {
    const env = await settings();
    const taken = createServer().listen(Number(env['PORT']), '127.0.0.1');
    closing.push(() => void taken.close());
    const { code, words } = await node(env).ended;
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

  it('finishes the command in hand before it stops', async () => {
    const env = await settings();
    const { child, ended } = node(env);
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
