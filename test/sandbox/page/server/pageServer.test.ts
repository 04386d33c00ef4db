import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import type {
  PageAction,
  PageOutcome,
  PagePatch,
  PageState,
  PageTrouble,
  TrafficEntry,
} from '../../../../sandbox/page/pageState.ts';
import type { Mails } from '../../../../sandbox/page/server/mails.ts';
import type { PageServer } from '../../../../sandbox/page/server/pageServer.ts';
import { createPageServer } from '../../../../sandbox/page/server/pageServer.ts';
import type { Connection } from '../../../../sandbox/page/server/troubles.ts';
import type { SandboxClock } from '../../../../sandbox/slack/clock/clock.ts';
import { createSandboxClock } from '../../../../sandbox/slack/clock/clock.ts';
import { readManifest } from '../../../../sandbox/slack/manifest/readManifest.ts';
import type { Setting } from '../../slack/support/setting.ts';
import { actions, button, input, modal, openModal, option, posted, setting } from '../../slack/support/setting.ts';

const pages: PageServer[] = [];

afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

type Site = Setting & {
  readonly clock: SandboxClock;
  readonly state: (as?: string) => Promise<PageState>;
  readonly perform: (as: string, action: PageAction) => Promise<PageOutcome & { error?: string; status: number }>;
};

function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'assets', 'page.js'), 'export {};');
  return folder;
}

type Given = { readonly folder?: string; readonly mails?: Mails; readonly connection?: Connection };

async function site({ folder = builtPage(), ...given }: Given = {}): Promise<Site> {
  let page: PageServer | undefined;
  const set = await setting({ handle: (asked, answer) => page?.handle(asked, answer) ?? false });
  const clock = createSandboxClock();
  const manifest = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.json');
  const probe = { command: '/probe', description: 'Probes', usage_hint: '[open]' };
  writeFileSync(manifest, JSON.stringify({ features: { slash_commands: [probe] } }));
  const { commands } = readManifest(pathToFileURL(manifest));
  page = createPageServer({ standIn: set.slack, clock, folder, commands, ...given });
  pages.push(page);
  return {
    ...set,
    clock,
    state: async (as) => {
      const response = await fetch(`${set.slack.url}/sandbox/state${as ? `?as=${as}` : ''}`);
      return (await response.json()) as PageState;
    },
    perform: async (as, action) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${set.slack.url}/sandbox/do`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ as, action }),
      });
      return { ...((await response.json()) as PageOutcome), status: response.status };
    },
  };
}

/** A request with headers that fetch would not let through. */
function rawStatus(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}

describe('who is let in', () => {
  it.each(['/', '/sandbox/state', '/api/auth.test'])('refuses another name for this machine at %s', async (path) => {
    const { slack } = await site();
    expect(await rawStatus(slack.url + path, { host: 'evil.example' })).toBe(403);
    expect(await rawStatus(slack.url + path, { host: '127.0.0.1.evil.example:80' })).toBe(403);
    expect(await rawStatus(slack.url + path, { host: 'localhost:4321' })).toBe(200);
  });

  it('refuses what another page sends', async () => {
    const { slack } = await site();
    const url = `${slack.url}/sandbox/do`;
    expect(await rawStatus(url, { origin: 'https://evil.example' }, 'POST')).toBe(403);
    expect(await rawStatus(url, { origin: 'null' }, 'POST')).toBe(403);
    expect(await rawStatus(url, { origin: slack.url, 'content-type': 'text/plain' }, 'POST')).toBe(415);
  });
});

describe('the built page', () => {
  it('is served, and may load nothing from anywhere else', async () => {
    const { slack } = await site();
    const response = await fetch(slack.url);
    expect(await response.text()).toContain('<title>page</title>');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    const script = await fetch(`${slack.url}/assets/page.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('says what to do when it is missing', async () => {
    const { slack } = await site({ folder: join(tmpdir(), 'no such page') });
    const response = await fetch(slack.url);
    expect(response.status).toBe(503);
    expect(await response.text()).toBe('The page is not built: run npm run build.\n');
  });
});

describe('what a person sees', () => {
  it('is theirs alone', async () => {
    const { slack, api, state } = await site();
    await api('chat.postMessage', { channel: 'C0IN', text: 'for all' });
    await api('chat.postEphemeral', { channel: 'C0IN', user: 'U0ANN', text: 'for Ann' });
    slack.say('U0BEN', 'C0IN', 'from Ben');
    const [ann, ben] = [await state('U0ANN'), await state('U0BEN')];
    const texts = (seen: PageState) =>
      seen.channels.find(({ id }) => id === 'C0IN')?.messages.map(({ text, onlyForMe }) => [text, onlyForMe]);
    expect(texts(ann)).toEqual([
      ['for all', false],
      ['for Ann', true],
      ['from Ben', false],
    ]);
    expect(texts(ben)).toEqual([
      ['for all', false],
      ['from Ben', false],
    ]);
    expect(ben.channels.map(({ id }) => id)).toEqual(['C0IN']);
  });

  it('starts with the first person, and names the commands of the manifest', async () => {
    const { slack, state } = await site();
    expect(await state()).toMatchObject({
      me: 'U0ANN',
      people: expect.arrayContaining([
        { id: 'U0ANN', name: 'Real U0ANN', note: '', tz: 'Europe/Berlin', email: 'u0ann@example.com' },
      ]),
      commands: [{ command: '/probe', description: 'Probes', usageHint: '[open]' }],
    });
    expect((await fetch(`${slack.url}/sandbox/state?as=U0NOBODY`)).status).toBe(404);
  });

  it('comes whole at first, and then what changed of it', async () => {
    const { slack } = await site();
    const response = await fetch(`${slack.url}/sandbox/stream?as=U0BEN`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => {
      let got = '';
      while (!got.endsWith('\n\n')) got += (await reader?.read())?.value ?? '';
      return JSON.parse(/^data: (.+)$/m.exec(got)?.[1] ?? '{}') as PagePatch;
    };
    expect((await next()).state).toMatchObject({ me: 'U0BEN', channels: [{ id: 'C0IN', messages: [] }] });
    slack.say('U0ANN', 'C0IN', 'hello');
    expect(await next()).toEqual({
      rest: { now: expect.any(String) },
      messages: [{ channelId: 'C0IN', changed: [expect.objectContaining({ text: 'hello' })], gone: [] }],
    });
    expect((await fetch(`${slack.url}/sandbox/stream?as=U0NOBODY`)).status).toBe(404);
  });
});

describe('what a person does', () => {
  it('reaches the app: a command, a button, a menu', async () => {
    const all = await site();
    const { app, perform } = all;
    await perform('U0ANN', { do: 'command', channelId: 'C0IN', line: '/probe open it' });
    expect(app.got.at(-1)?.body).toMatchObject({ command: '/probe', text: 'open it', user_id: 'U0ANN' });
    const menu = { type: 'static_select', action_id: 'menu', options: [option('one'), option('two')] };
    const { channelId, ts } = await posted(all, [actions('a', button('go', 'it'), menu)]);
    const where = { channelId, ts, blockId: 'a' };
    await perform('U0BEN', { do: 'act', where, actionId: 'go', value: 'it' });
    expect(app.got.at(-1)?.body).toMatchObject({ user: { id: 'U0BEN' }, actions: [{ action_id: 'go', value: 'it' }] });
    await perform('U0BEN', { do: 'act', where, actionId: 'menu', value: 'two' });
    expect(app.got.at(-1)?.body).toMatchObject({ actions: [{ selected_option: { value: 'two' } }] });
  });

  it('fills in a modal, which shows what the app finds wrong and goes when all is well', async () => {
    const all = await site();
    const { app, perform, state } = all;
    await openModal(all, modal([input('title', { type: 'plain_text_input' })]));
    expect((await state('U0ANN')).modal?.payload).toMatchObject({ title: { text: 'A form' } });
    app.answer({ json: { response_action: 'errors', errors: { title: 'There is one already.' } } });
    await perform('U0ANN', { do: 'submit', values: { title: 'Draft' } });
    expect((await state('U0ANN')).modal?.errors).toEqual({ title: 'There is one already.' });
    app.answer({});
    await perform('U0ANN', { do: 'submit', values: { title: 'Draft 2' } });
    expect((await state('U0ANN')).modal).toBeUndefined();
  });

  it('gets the options that the app offers', async () => {
    const all = await site();
    const view = await openModal(all, modal([input('zone', { type: 'external_select', min_query_length: 1 })]));
    all.app.answer({ json: { options: [option('berlin')] } });
    const action = { do: 'suggest', viewId: view.id, blockId: 'zone', actionId: 'it', typed: 'be' } as const;
    expect(await all.perform('U0ANN', action)).toEqual({ status: 200, options: [option('berlin')] });
  });

  it('posts a message of their own, with what they typed as text', async () => {
    const { perform, state } = await site();
    await perform('U0ANN', { do: 'say', channelId: 'C0IN', text: 'a < b <!channel>' });
    const seen = await state('U0BEN');
    expect(seen.channels[0]?.messages.at(-1)?.text).toBe('a &lt; b &lt;!channel&gt;');
  });

  it('is told when the app does not answer as it should', async () => {
    const { app, perform } = await site();
    app.answer({ status: 500 });
    expect(await perform('U0ANN', { do: 'command', channelId: 'C0IN', line: '/probe' })).toEqual({
      status: 200,
      trouble: 'We had some trouble connecting. Try again?',
    });
  });

  it('is told in words when there is nothing to do it with', async () => {
    const { perform } = await site();
    expect(await perform('U0ANN', { do: 'close' })).toEqual({ status: 422, error: 'U0ANN has no modal open' });
    const nonsense = { do: 'dance' } as unknown as PageAction;
    expect(await perform('U0ANN', nonsense)).toMatchObject({ status: 400 });
  });

  it('moves the clock forward', async () => {
    const { clock, perform, state } = await site();
    const before = clock.now().getTime();
    await perform('U0ANN', { do: 'clock', move: 'hour' });
    const moved = Date.parse((await state('U0ANN')).now) - before;
    expect(moved).toBeGreaterThanOrEqual(3_600_000);
    expect(moved).toBeLessThan(3_660_000);
  });
});

describe('the next due date', () => {
  it('is where the clock goes on request: to its morning, where the person is', async () => {
    const all = await site();
    await expect(all.perform('U0ANN', { do: 'clock', move: 'due' })).resolves.toMatchObject({ status: 422 });
    const day = new Date(all.clock.now().getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
    const { channelId, ts } = await posted(all, [], { text: `#1 Draft, ${day}` });
    await all.api('pins.add', { channel: channelId, timestamp: ts });
    expect((await all.state('U0ANN')).nextDue).toBe(day);
    await all.perform('U0ANN', { do: 'clock', move: 'due' });
    const local = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    expect(local.format(all.clock.now())).toBe(`${day} 09:00`);
  });
});

describe('trouble', () => {
  const answer = async (all: Site) => {
    const form = new URLSearchParams({ channel: 'C0IN', text: 'x' });
    const headers = { authorization: 'Bearer xoxb-test' };
    const response = await fetch(`${all.slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body: form });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const make = (all: Site, trouble: PageTrouble) => all.perform('U0ANN', { do: 'trouble', trouble });

  it('refuses every call for a while, and says what is in force', async () => {
    const all = await site();
    await make(all, { kind: 'rate-limit', on: true });
    expect(await answer(all)).toMatchObject({ status: 429 });
    expect((await all.state()).troubles).toEqual([{ kind: 'rate-limit', on: true }]);
    await make(all, { kind: 'rate-limit', on: false });
    expect(await answer(all)).toMatchObject({ json: { ok: true } });
  });

  it('breaks one method, also when all of Slack is slow', async () => {
    const all = await site();
    await make(all, { kind: 'slow', on: true });
    await make(all, { kind: 'break', method: 'chat.postMessage', error: 'fatal_error', on: true });
    await make(all, { kind: 'break', method: 'chat.postMessage', error: 'internal_error', on: true });
    expect(await answer(all)).toMatchObject({ json: { ok: false, error: 'internal_error' } });
    expect((await all.state()).troubles).toHaveLength(2);
    const spaces = { kind: 'break', method: 'chat.postMessage', error: 'Not an error', on: true } as const;
    expect(await make(all, spaces)).toMatchObject({ status: 400 });
  });

  it('cuts the connection both ways, and nothing is done', async () => {
    const way: string[] = [];
    const connection = { cut: () => way.push('cut'), mend: () => way.push('mended') };
    const all = await site({ connection });
    await make(all, { kind: 'cut', on: true });
    await expect(answer(all)).rejects.toThrow();
    expect(all.slack.messages('C0IN')).toEqual([]);
    await make(all, { kind: 'slow', on: true });
    await all.perform('U0ANN', { do: 'mend' });
    expect(way).toEqual(['cut', 'mended']);
    expect(await answer(all)).toMatchObject({ json: { ok: true } });
  });

  it('archives the channel, removes the app, deletes the board', async () => {
    const all = await site();
    const { channelId, ts } = await posted(all, []);
    await all.api('pins.add', { channel: channelId, timestamp: ts });
    await make(all, { kind: 'pinned', channelId });
    expect(all.slack.messages(channelId)).toEqual([]);
    expect(await make(all, { kind: 'pinned', channelId })).toMatchObject({ status: 422 });
    await make(all, { kind: 'archive', channelId, on: true });
    await make(all, { kind: 'bot', channelId, on: true });
    expect((await all.state('U0ANN')).channels[0]).toMatchObject({ archived: true, hasApp: false });
    expect(all.app.got.map(({ body }) => (body.event as { type?: string } | undefined)?.type)).toEqual(
      expect.arrayContaining(['channel_archive', 'channel_left']),
    );
    await all.perform('U0ANN', { do: 'mend' });
    const mended = await all.state('U0ANN');
    expect(mended.channels[0]).toMatchObject({ archived: false, hasApp: true });
    expect(mended.troubles).toEqual([]);
    expect(await make(all, { kind: 'bot', channelId: 'C0NONE', on: true })).toMatchObject({ status: 422 });
  });
});

describe('e-mails', () => {
  it('are listed, newest first; their HTML may neither run nor fetch', async () => {
    const mail = { at: new Date(0), from: 'app@x', to: ['ann@x'], text: 'words', attachments: [] };
    const mails = [
      { ...mail, id: '1', subject: 'First' },
      { ...mail, id: '2/3', subject: 'Second', html: '<b>words</b>' },
    ];
    const { slack, state } = await site({ mails: { mails, onMail: () => () => {} } });
    const shown = (await state()).mails;
    expect(shown.map(({ subject }) => subject)).toEqual(['Second', 'First']);
    const response = await fetch(slack.url + String(shown[0]?.htmlPath));
    expect(await response.text()).toBe('<b>words</b>');
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect((await fetch(`${slack.url}/sandbox/mail/1`)).status).toBe(404);
  });
});

describe('the requests of both sides', () => {
  it('are there with the limits they broke, newest first', async () => {
    const { slack, api, perform, manualClock } = await site();
    await perform('U0ANN', { do: 'command', channelId: 'C0IN', line: '/probe' });
    manualClock.pass(1_000);
    const header = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(200) } };
    await api('chat.postMessage', { channel: 'C0IN', text: 'x', blocks: [header] });
    const entries = (await (await fetch(`${slack.url}/sandbox/traffic`)).json()) as TrafficEntry[];
    expect(entries).toMatchObject([
      { direction: 'in', name: 'chat.postMessage', ok: false, violations: [expect.stringContaining('/blocks/0/text')] },
      { direction: 'out', name: 'command', ok: true, violations: [] },
    ]);
  });
});
