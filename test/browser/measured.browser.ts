import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startBrowser, visit } from './support/browser.ts';
import { measured } from './support/measured.ts';
import type { Sandbox } from './support/sandbox.ts';
import { ATLAS, CLIENT, LEAD, SANDBOX_BOT_TOKEN, startSandbox } from './support/sandbox.ts';

/** Times are reported, not asserted: they are those of this machine, and of whatever else it does. */

const MESSAGES = 1_000;
const CHANGES = 15;
const FRAME_MS = 50;
/** For each frame: several times as fast as a flick of the fingers. */
const WHEEL_PIXELS = 600;

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
  // So that the browser's own start is not in the time of the page.
  await (await browser.newPage()).goto('about:blank');
  // A thousand messages in a moment are more than Slack allows.
  sandbox = await startSandbox(undefined, { SANDBOX_RATE_LIMITS: 'off' });
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.stop();
});

it('the page is there soon after the server', async () => {
  const page = await visit(browser, sandbox, { as: LEAD, place: ATLAS });
  await page
    .locator('.pins')
    .getByText(/Atlas market study (is|has) /)
    .first()
    .waitFor();
  measured('page with its board, after the server', `${Date.now() - sandbox.readyAt} ms`, 'under 3 s');
});

it('a change is soon seen in another tab', async () => {
  const times = await changeTimes('before');
  measured('change seen in another tab, median', `${middle(times)} ms`, 'under 300 ms');
  measured('change seen in another tab, longest', `${Math.max(...times)} ms`, 'under 300 ms');
});

it('a thousand messages scroll', async () => {
  await fill();
  const began = Date.now();
  const page = await visit(browser, sandbox, { as: LEAD, place: ATLAS });
  await page
    .getByText(/^Message 99\d /)
    .last()
    .waitFor();
  measured(`page with ${MESSAGES} messages`, `${Date.now() - began} ms`, 'none');

  const list = page.getByRole('log');
  await list.hover();
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  const frames = await scrolledUp(page);
  const recorded = await browser.stopTracing();
  writeFileSync('artefacts/browser/scrolling.json', recorded);
  const trace = JSON.parse(recorded.toString()) as Trace;
  expect(frames.length).toBeGreaterThan(20);
  const late = frames.filter((ms) => ms > FRAME_MS).length;
  const { byClock, byProcessor } = longestTask(trace);
  measured(`longest task while ${MESSAGES} messages scroll`, `${byClock} ms`, 'under 50 ms');
  measured('the same without waiting for a processor', `${byProcessor} ms`, 'under 50 ms');
  measured('frames later than 50 ms meanwhile', `${late} of ${frames.length}`, 'none');

  const times = await changeTimes('with a thousand');
  measured(`change seen in another tab among ${MESSAGES}`, `${middle(times)} ms`, 'under 300 ms');
});

it('what a browser loads is under 400 kB', () => {
  const folder = 'dist/page/assets';
  const bytes = readdirSync(folder).reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
  measured('scripts and styles, gzipped', `${Math.round(bytes / 1000)} kB`, 'under 400 kB');
  expect(bytes).toBeLessThan(400_000);
});

/** Milliseconds from the moment one person sends until another one's page shows it. */
async function changeTimes(name: string): Promise<readonly number[]> {
  const [sender, reader] = await Promise.all([
    visit(browser, sandbox, { as: CLIENT, place: ATLAS }),
    visit(browser, sandbox, { as: LEAD, place: ATLAS }),
  ]);
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const words = `Change ${change} ${name}`;
    const seen = reader.evaluate(seenAt, words);
    const sent = await sender.evaluate(send, { channelId: ATLAS, as: CLIENT, words });
    times.push((await seen) - sent);
  }
  await Promise.all([sender.context().close(), reader.context().close()]);
  return times;
}

/** In the page: when these words were drawn. */
function seenAt(words: string): Promise<number> {
  return new Promise((resolve) => {
    const isThere = () =>
      [...document.querySelectorAll('.messages article')].at(-1)?.textContent?.includes(words) === true;
    const drawn = () => requestAnimationFrame(() => resolve(Date.now()));
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      drawn();
    });
    // The words may be there before whoever waits for them.
    if (isThere()) {
      drawn();
      return;
    }
    observer.observe(document.body, { childList: true, subtree: true });
  });
}

/** In the page: sends a message, and gives the moment before. */
async function send({ channelId, as, words }: { channelId: string; as: string; words: string }): Promise<number> {
  const at = Date.now();
  await fetch('/sandbox/do', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, action: { do: 'say', channelId, text: words } }),
  });
  return at;
}

/** Half of them words of people, half of them messages of the app with fields and buttons. */
async function fill(): Promise<void> {
  for (let first = 0; first < MESSAGES; first += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, index) => fillOne(first + index)));
  }
}

async function fillOne(number: number): Promise<void> {
  const words = `Message ${number} of many, with some *bold* words and a line that goes on for a while.`;
  if (number % 2 === 1) {
    await sandbox.perform(CLIENT, { do: 'say', channelId: ATLAS, text: words });
    return;
  }
  const field = (text: string) => ({ type: 'mrkdwn', text });
  const blocks = [
    { type: 'section', text: field(words) },
    { type: 'section', fields: [field('*Title*'), field('First draft'), field('*Date*'), field('Fri 4 Dec 2026')] },
    { type: 'context', elements: [field('By Mira Valdane')] },
    { type: 'actions', elements: [{ type: 'button', action_id: 'ask', text: { type: 'plain_text', text: 'Ask' } }] },
  ];
  const headers = { authorization: `Bearer ${SANDBOX_BOT_TOKEN}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ channel: ATLAS, text: words, blocks });
  const answer = await fetch(`${sandbox.url}/api/chat.postMessage`, { method: 'POST', headers, body });
  expect(await answer.json()).toMatchObject({ ok: true });
}

/** Turns the wheel hard until the first message; milliseconds between the frames meanwhile. */
async function scrolledUp(page: Page): Promise<readonly number[]> {
  await page.evaluate(watchFrames);
  const place = () => page.evaluate('document.querySelector(".messages").scrollTop') as Promise<number>;
  for (let last = -1, turns = 0; turns < 1_000; turns += 1) {
    await page.mouse.wheel(0, -WHEEL_PIXELS);
    if (turns % 10 !== 9) continue;
    const now = await place();
    if (now === last) break;
    last = now;
  }
  return (await page.evaluate('window.framesSeen.splice(0)')) as number[];
}

function watchFrames(): void {
  const seen: number[] = [];
  Object.assign(window, { framesSeen: seen });
  let before = performance.now();
  const next = (now: number) => {
    seen.push(now - before);
    before = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

type Trace = { readonly traceEvents: readonly TraceEvent[] };
type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: Args;
};
type Args = { readonly name?: string };

/**
 * The longest task of a page's main thread, in milliseconds: no frame can come while it runs. By the clock, and by the
 * time that it really had a processor, since other work on the machine may take that away.
 */
function longestTask({ traceEvents }: Trace): { readonly byClock: number; readonly byProcessor: number } {
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === 'X' && mains.has(`${pid} ${tid}`) && name.endsWith('RunTask'),
  );
  expect(tasks.length).toBeGreaterThan(0);
  const longest = (microseconds: readonly number[]) => Math.round(Math.max(...microseconds) / 1000);
  return { byClock: longest(tasks.map(({ dur = 0 }) => dur)), byProcessor: longest(tasks.map(({ tdur = 0 }) => tdur)) };
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
