import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { SandboxClock } from '../../sandbox/clock.ts';
import { createSandboxClock } from '../../sandbox/clock.ts';
import type { PageServer } from '../../sandbox/pageServer.ts';
import { createPageServer } from '../../sandbox/pageServer.ts';
import type { PageDeed, PageOutcome, PageState, TrafficEntry } from '../../sandbox/pageState.ts';
import type { Setting } from './support.ts';
import { actions, button, input, modal, openModal, option, posted, setting } from './support.ts';

const pages: PageServer[] = [];

afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

type Site = Setting & {
  readonly clock: SandboxClock;
  readonly state: (as?: string) => Promise<PageState>;
  readonly perform: (as: string, deed: PageDeed) => Promise<PageOutcome & { error?: string; status: number }>;
};

function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'assets', 'page.js'), 'export {};');
  return folder;
}

async function site(folder = builtPage()): Promise<Site> {
  let page: PageServer | undefined;
  const set = await setting({ handle: (asked, answer) => page?.handle(asked, answer) ?? false });
  const clock = createSandboxClock();
  const manifest = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.json');
  const commands = [{ command: '/probe', description: 'Probes', usage_hint: '[open]' }];
  writeFileSync(manifest, JSON.stringify({ features: { slash_commands: commands } }));
  page = createPageServer({ standIn: set.slack, clock, folder, manifest: pathToFileURL(manifest) });
  pages.push(page);
  return {
    ...set,
    clock,
    state: async (as) => {
      const response = await fetch(`${set.slack.url}/sandbox/state${as ? `?as=${as}` : ''}`);
      return (await response.json()) as PageState;
    },
    perform: async (as, deed) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${set.slack.url}/sandbox/do`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ as, deed }),
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
    const { slack } = await site(join(tmpdir(), 'no such page'));
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
      people: expect.arrayContaining([{ id: 'U0ANN', name: 'Real U0ANN', note: '', tz: 'Europe/Berlin' }]),
      commands: [{ command: '/probe', description: 'Probes', usageHint: '[open]' }],
    });
    expect((await fetch(`${slack.url}/sandbox/state?as=U0NOBODY`)).status).toBe(404);
  });

  it('has an event for every change', async () => {
    const { slack } = await site();
    const response = await fetch(`${slack.url}/sandbox/stream`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('event: changed');
    slack.say('U0ANN', 'C0IN', 'hello');
    expect((await reader?.read())?.value).toContain('event: changed');
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
    const deed = { do: 'suggest', viewId: view.id, blockId: 'zone', actionId: 'it', typed: 'be' } as const;
    expect(await all.perform('U0ANN', deed)).toEqual({ status: 200, options: [option('berlin')] });
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
    const nonsense = { do: 'dance' } as unknown as PageDeed;
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

describe('the requests of both sides', () => {
  it('are there with the limits they broke, newest first', async () => {
    const { slack, api, perform, hands } = await site();
    await perform('U0ANN', { do: 'command', channelId: 'C0IN', line: '/probe' });
    hands.pass(1_000);
    const header = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(200) } };
    await api('chat.postMessage', { channel: 'C0IN', text: 'x', blocks: [header] });
    const entries = (await (await fetch(`${slack.url}/sandbox/traffic`)).json()) as TrafficEntry[];
    expect(entries).toMatchObject([
      { direction: 'in', name: 'chat.postMessage', ok: false, violations: [expect.stringContaining('/blocks/0/text')] },
      { direction: 'out', name: 'command', ok: true, violations: [] },
    ]);
  });
});
