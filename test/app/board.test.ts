import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isBoard } from '../support/board.ts';
import { CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
  await app.say(LEAD, '/milestone add 2026-11-24 First draft');
  await app.settled();
});
afterEach(() => app.stop());

const boards = () => app.posts().filter(isBoard);
const channel = () => app.slack.channels.find(({ id }) => id === CHANNEL);
const callsOf = (method: string) => app.slack.calls.filter((call) => call.method === method);
const hasTable = () => JSON.stringify(boards()[0]?.blocks).includes('"type":"table"');

async function asTheBot(method: string, args: Record<string, string>): Promise<void> {
  const answer = await fetch(`${app.slack.apiUrl}${method}`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
    body: JSON.stringify(args),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
}
const deleteBoard = () => asTheBot('chat.delete', { channel: CHANNEL, ts: boards()[0]?.ts ?? '' });
const unpinBoard = () => asTheBot('pins.remove', { channel: CHANNEL, timestamp: boards()[0]?.ts ?? '' });

async function expectOnePinnedBoard(): Promise<void> {
  await app.slack.until(
    'one pinned board',
    () => boards().length > 0 && channel()?.pins.includes(boards()[0]?.ts ?? ''),
  );
  await app.settled();
  expect(boards()).toHaveLength(1);
  expect(channel()?.pins).toEqual([boards()[0]?.ts]);
}

describe('the board', () => {
  it('shows a table, and the days that pass without any change', async () => {
    expect(hasTable()).toBe(true);
    const { ts } = boards()[0] ?? {};
    await app.moveDays(3);
    await app.slack.until('the new day', () => boards()[0]?.text.includes('overdue by 1 working day'));
    await app.moveDays(1);
    await app.slack.until('the day after', () => boards()[0]?.text.includes('overdue by 2 working days'));
    await expectOnePinnedBoard();
    expect(boards()[0]?.ts).toBe(ts);
  });

  it('comes back, pinned, with the next change after it was deleted', async () => {
    await deleteBoard();
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await expectOnePinnedBoard();
    expect(boards()[0]?.text).toContain('#2 Interviews');
  });

  it('comes back, pinned, the next day where nothing changes', async () => {
    await deleteBoard();
    await app.moveDays(1);
    await expectOnePinnedBoard();
    expect(boards()[0]?.text).toContain('#1 First draft');
  });

  it('is pinned again the next day', async () => {
    await unpinBoard();
    await app.moveDays(1);
    await expectOnePinnedBoard();
  });

  it('is pinned later where Slack takes no pin just now', async () => {
    await deleteBoard();
    app.slack.fault({ method: 'pins.add', times: 1, how: { kind: 'rate-limit', retryAfter: 30 } });
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.settled();
    expect(channel()?.pins).toEqual([]);
    await app.moveDays(0.01);
    await expectOnePinnedBoard();
  });

  it('is drawn again soon where Slack took it in no form', async () => {
    app.slack.fault({ method: 'chat.update', times: 3, how: { kind: 'error', error: 'invalid_blocks' } });
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.settled();
    expect(boards()[0]?.text).not.toContain('#2 Interviews');
    await app.moveMinutes(16);
    await app.slack.until('the board', () => boards()[0]?.text.includes('#2 Interviews'));
    await app.settled();
  });

  it('lives without a pin where Slack takes none; an admin hears of it once', async () => {
    await deleteBoard();
    const pins = callsOf('pins.add').length;
    app.slack.fault({ method: 'pins.add', times: 9, how: { kind: 'error', error: 'too_many_pins' } });
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.settled();
    await app.say(LEAD, '/milestone add 2026-11-26 Report');
    await app.moveMinutes(60);
    await app.settled();
    expect(boards()[0]?.text).toContain('#3 Report');
    expect(callsOf('pins.add').length - pins).toBe(1);
    await app.moveDays(1);
    await app.settled();
    await app.slack.until('the next try', () => callsOf('pins.add').length - pins === 2);
    await app.settled();
    const toAdmin = app.slack.messages('D0ADMIN').filter(({ text }) => text.includes('is not pinned'));
    expect(toAdmin.map(({ text }) => text)).toEqual([
      `The board of “Atlas” is not pinned in <#${CHANNEL}>. The channel has as many pins as Slack allows. Take one off, and Milepost pins the board within a day. The board itself is there and stays up to date.`,
    ]);
  });

  it('replaces one that Slack lets no one edit any more', async () => {
    const { ts } = boards()[0] ?? {};
    app.slack.fault({ method: 'chat.update', times: 1, how: { kind: 'error', error: 'edit_window_closed' } });
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.settled();
    await expectOnePinnedBoard();
    expect(boards()[0]?.ts).not.toBe(ts);
  });
});

describe('a workspace that refuses the table', () => {
  const refuseTables = (times: number) =>
    app.slack.fault({ method: 'chat.update', times, how: { kind: 'error', error: 'invalid_blocks' } });

  it('gets sections, next time at once, and after a month the table again', async () => {
    refuseTables(1);
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.settled();
    expect(boards()[0]?.text).toContain('#2 Interviews');
    expect(hasTable()).toBe(false);

    const edits = callsOf('chat.update').length;
    await app.say(LEAD, '/milestone add 2026-11-26 Report');
    await app.settled();
    expect(callsOf('chat.update')).toHaveLength(edits + 1);
    expect(boards()[0]?.text).toContain('#3 Report');
    expect(hasTable()).toBe(false);

    await app.moveDays(31);
    await app.slack.until('the table', hasTable);
    await expectOnePinnedBoard();
  });

  it('is told from a fault that sections meet too: then the words stand alone, and nothing is remembered', async () => {
    refuseTables(2);
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.settled();
    expect(boards()[0]?.text).toContain('#2 Interviews');
    await app.say(LEAD, '/milestone add 2026-11-26 Report');
    await app.settled();
    expect(hasTable()).toBe(true);
  });

  it('or on whose table Slack breaks again and again, gets sections that time', async () => {
    const board = { key: 'board', pending: true };
    const subscriptions = app.connection.collection('subscriptions');
    app.slack.fault({ method: 'chat.update', times: 1, how: { kind: 'rate-limit', retryAfter: 1 } });
    await app.say(LEAD, '/milestone add 2026-11-25 Interviews');
    await app.slack.until('the first attempt', () => callsOf('chat.update').some(({ status }) => status === 429));
    while ((await subscriptions.countDocuments({ ...board, owner: { $exists: false }, attempts: 1 })) === 0)
      await app.settledSoon();
    await subscriptions.updateOne(board, { $set: { attempts: 3 } });
    await app.settled();
    expect(boards()[0]?.text).toContain('#2 Interviews');
    expect(hasTable()).toBe(false);
    expect(await app.connection.collection('workspaces').countDocuments({})).toBe(0);
  });
});

describe('a board whose post ended without an answer', () => {
  it('is found again: there is exactly one', async () => {
    await deleteBoard();
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'cut' } });
    await app.moveDays(1);
    await expectOnePinnedBoard();
    expect(callsOf('conversations.history').length).toBeGreaterThan(0);
    expect(await app.connection.collection('projects').findOne({})).toMatchObject({ boardTs: boards()[0]?.ts });
  });
});
