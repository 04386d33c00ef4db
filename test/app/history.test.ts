import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CHANNEL, CLIENT, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
const COUNT = 70;

beforeAll(async () => {
  app = await startHarness();
  await app.openProject();
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  for (let count = 1; count <= COUNT; count++) {
    await app.say(LEAD, count % 2 === 1 ? '/milestone complete 1' : '/milestone reopen 1');
  }
  await app.settled();
});
afterAll(() => app.stop());

const entries = ({ text }: { readonly text: string }) => text.split('\n').slice(1);
const has = (message: { readonly blocks?: unknown }, button: string) =>
  JSON.stringify(message.blocks ?? []).includes(`milestone_history_${button}`);

/** The newest private answer with a history that someone sees. */
const page = (userId: string) =>
  app.slack
    .person(userId)
    .sees(CHANNEL)
    .findLast(({ onlyFor, text }) => onlyFor === userId && text.startsWith('History of'));

async function turn(userId: string, side: 'older' | 'newer') {
  const { text, ts = '' } = page(userId) ?? {};
  const from = { channelId: CHANNEL, ts, blockId: 'history' };
  await app.slack.person(userId).act(from, `milestone_history_${side}`);
  return app.slack.until('another page', () => {
    const after = page(userId);
    return after !== undefined && after.text !== text && { ...after };
  });
}

it.each([LEAD, CLIENT])('%s turns its pages to the end and back, in the same private message', async (userId) => {
  await app.say(userId, '/milestone history 1');
  const first = { text: '', ...page(userId) };
  expect(has(first, 'older')).toBe(true);
  expect(has(first, 'newer')).toBe(false);
  const read: string[] = [...entries(first)];
  let last: Parameters<typeof has>[0] & { readonly text: string } = first;
  for (let pages = 1; has(last, 'older'); pages++) {
    last = await turn(userId, 'older');
    read.push(...entries(last));
    expect(pages).toBeLessThan(COUNT);
  }
  expect(read).toHaveLength(COUNT + 1);
  expect(read.at(-1)).toContain('added milestone #1');
  while (has(last, 'newer')) last = await turn(userId, 'newer');
  expect(last.text).toBe(first.text);
  const all = app.slack
    .person(userId)
    .sees(CHANNEL)
    .filter(({ onlyFor, text }) => onlyFor === userId && text.startsWith('History of'));
  expect(all).toHaveLength(1);
});

it('shows a page in a modal, too, and turns it there', async () => {
  await app.say(LEAD, '/milestone show 1');
  const lead = app.slack.person(LEAD);
  const shown = lead.sees(CHANNEL).findLast(({ blocks }) => JSON.stringify(blocks).includes('"milestone_history"'));
  await lead.act({ channelId: CHANNEL, ts: shown?.ts ?? '' }, 'milestone_history');
  const modal = () => JSON.stringify(lead.topView()?.payload['blocks'] ?? []);
  await app.slack.until('the modal', () => modal().includes('milestone_history_older'));
  await lead.act({ viewId: lead.topView()?.id ?? '' }, 'milestone_history_older');
  await app.slack.until('the other page', () => modal().includes('milestone_history_newer'));
});
