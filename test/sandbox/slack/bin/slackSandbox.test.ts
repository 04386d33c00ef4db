import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readOptions } from '../../../../sandbox/slack/bin/options.ts';
import { runSlackSandbox } from '../../../../sandbox/slack/bin/run.ts';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const said: string[] = [];
const context = { env: { PATH: process.env['PATH'] }, say: (line: string) => void said.push(line), closing };

function file(name: string, content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sandbox-')), name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const manifest = (isSocketMode = false) =>
  file('manifest.json', {
    display_information: { name: 'Probe' },
    oauth_config: { scopes: { bot: ['chat:write'] } },
    settings: { event_subscriptions: { bot_events: ['app_mention'] }, socket_mode_enabled: isSocketMode },
  });

const run = (...more: string[]) => {
  const options = readOptions(['--port', '0', ...more]);
  if (options === 'help') throw new Error('no help was asked for');
  return runSlackSandbox(options, context);
};

const ANSWERS = `node -e "require('http').createServer((q,s)=>s.end(process.env.SLACK_BOT_TOKEN)).listen(process.env.PORT)"`;
const CONNECTS = `node -e "
  const headers = { authorization: 'Bearer ' + process.env.SLACK_APP_TOKEN };
  fetch(process.env.SLACK_API_URL + 'apps.connections.open', { method: 'POST', headers })
    .then((r) => r.json()).then(({ url }) => new (require('ws'))(url));
"`;

describe('slack-sandbox', () => {
  it('gives any app a workspace, with what its manifest asks for', async () => {
    const { standIn } = await run(
      '--manifest',
      manifest(),
      '--app',
      'http://127.0.0.1:1/slack/events',
      '--bot-token',
      'xoxb-mine',
    );
    expect(standIn.bot.name).toBe('Probe');
    const call = async (method: string, body: Record<string, string>) => {
      const headers = { authorization: 'Bearer xoxb-mine' };
      return (
        await fetch(standIn.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(body) })
      ).json();
    };
    expect(await call('chat.postMessage', { channel: 'C0GENERAL', text: 'hello' })).toMatchObject({ ok: true });
    expect(await call('pins.list', { channel: 'C0GENERAL' })).toMatchObject({ error: 'missing_scope' });
    const state: unknown = await (await fetch(`${standIn.url}/control/state`)).json();
    expect(state).toMatchObject({ users: [{ id: 'U0ADMIN' }, {}, {}, { isBot: true }] });
  });

  it('takes people and channels from a file', async () => {
    const seed = file('seed.json', {
      users: [{ id: 'U1', name: 'one' }],
      channels: [{ id: 'C1', name: 'first', members: ['U1'] }],
    });
    const { standIn } = await run('--manifest', manifest(), '--app', 'http://127.0.0.1:1/', '--seed', seed);
    expect(standIn.users[0]).toMatchObject({ id: 'U1', tz: 'UTC' });
    expect(standIn.channels.map(({ id }) => id)).toEqual(['C1']);
  });

  it('starts the app, and sends it what people do', async () => {
    const { standIn } = await run('--manifest', manifest(), '--app', ANSWERS);
    const delivery = await standIn.person('U0ADMIN').command('C0GENERAL', '/probe');
    expect(delivery).toMatchObject({ status: 200, answer: expect.stringMatching(/^xoxb-sandbox-[0-9a-f-]{36}$/) });
  });

  it('waits for an app in Socket Mode to connect', async () => {
    const { standIn } = await run('--manifest', manifest(true), '--app', CONNECTS);
    expect(standIn.socket.connections()).toBe(1);
  });

  it('says when the app ends before it is ready', async () => {
    await expect(run('--manifest', manifest(), '--app', 'echo no; exit 3')).rejects.toThrow('exit code 3');
    expect(said).toContain('app: no');
  });

  it.each([
    [['--app', 'x'], 'Name the manifest'],
    [['--manifest', 'x'], 'Name the app'],
    [['--manifest', 'x', '--app', 'x', '--port', 'x'], 'takes a port number'],
    [['--nonsense'], 'nonsense'],
  ])('refuses %j', (args, words) => {
    expect(() => readOptions(args)).toThrow(words);
  });
});
