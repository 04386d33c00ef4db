import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Harness, INVITEE, LEAD, startHarness, THIRD_PARTY } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
});
afterEach(() => app.stop());

const direct = (userId: string) => {
  const channel = app.slack.channels.find(({ kind, members }) => kind === 'im' && members.includes(userId));
  return channel ? app.posts(channel.id) : [];
};
const overdue = () => app.updates().filter(({ text }) => text.includes('overdue'));

describe('a milestone that passes its date', () => {
  it('is reminded of once: to each expert directly, and in the client channel', async () => {
    await app.say(LEAD, '/milestone add 2026-11-24 First draft');
    await app.moveDays(2);
    await app.settled();
    expect(overdue()).toEqual([]);

    await app.moveDays(1);
    await app.slack.until('the reminder', () => overdue().length > 0);
    await app.settled();
    await app.moveDays(3);
    await app.settled();

    expect(overdue().map(({ text }) => text)).toEqual([
      '1 milestone of Atlas is overdue: #1 First draft – expected Tue 24 Nov 2026, 1 day late. The experts have been reminded.',
    ]);
    for (const expert of [LEAD, INVITEE, THIRD_PARTY]) {
      expect(direct(expert).map(({ text }) => text)).toEqual([
        expect.stringContaining('1 milestone of Atlas is overdue'),
      ]);
    }
    await app.slack.until('the board of the day', () => app.board()?.text.includes('overdue, 4 days late'));
  });

  it('is completed from the reminder itself', async () => {
    await app.say(LEAD, '/milestone add 2026-11-24 First draft');
    await app.moveDays(3);
    const [reminder] = await app.slack.until('the reminder', () => direct(LEAD).length > 0 && direct(LEAD));
    await app.slack
      .person(LEAD)
      .act({ channelId: reminder?.channelId ?? '', ts: reminder?.ts ?? '' }, 'milestone_complete');
    await app.slack.until('the update', () =>
      app.updates().find(({ text }) => text.includes('Milestone #1 completed by')),
    );
  });

  it('is not reminded of when it was completed first', async () => {
    await app.say(LEAD, '/milestone add 2026-11-24 First draft');
    await app.say(LEAD, '/milestone complete 1');
    await app.moveDays(5);
    await app.settled();
    expect(overdue()).toEqual([]);
    expect(direct(LEAD)).toEqual([]);
  });

  it('shares one message with the others of that day', async () => {
    await app.say(LEAD, '/milestone add 2026-11-24 First draft');
    await app.say(LEAD, '/milestone add 2026-11-24 Interviews');
    await app.moveDays(3);
    await app.slack.until('the reminder', () => overdue().length > 0);
    await app.settled();
    expect(overdue()).toHaveLength(1);
    expect(overdue()[0]?.text).toContain('2 milestones of Atlas are overdue: #1 First draft');
  });
});
