import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ADMIN, CHANNEL, formOf, type Harness, INVITEE, LEAD, startHarness, THIRD_PARTY } from '../support/harness.ts';

/** The clock begins on Sunday, 22 November 2026, 11:00 in Berlin, where 09:00 is 08:00 in UTC until the end of March. */
let app: Harness;
beforeEach(async () => {
  app = await startHarness();
});
afterEach(() => app.stop());

const EXPERTS = [LEAD, INVITEE, THIRD_PARTY];

/** What someone was told directly, newest last. */
function told(userId: string): readonly string[] {
  const channel = app.slack.channels.find(({ kind, members }) => kind === 'im' && members.includes(userId));
  return channel ? app.posts(channel.id).map(({ text }) => text) : [];
}

const overdue = () =>
  app
    .updates()
    .map(({ text }) => text)
    .filter((text) => text.startsWith('Atlas:'));

const stored = async (number = 1) => app.connection.collection('milestones').findOne({ number });

describe('the reminders of a milestone', () => {
  it('follow the policy: the experts first, the channel once it is overdue, an admin after a week', async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-11-25 First draft');

    await app.remindersAt('2026-11-23T07:59');
    expect(EXPERTS.flatMap(told)).toEqual([]);
    await app.remindersAt('2026-11-23T08:00');
    for (const expert of EXPERTS) {
      expect(told(expert)).toEqual([
        expect.stringMatching(
          /^Atlas: 1 milestone is due in 2 working days\.\n🟢 Atlas is on track\. .*\n#1 First draft – expected Wed 25 Nov 2026/u,
        ),
      ]);
    }
    await app.remindersAt('2026-11-24T08:00');
    expect(told(LEAD)).toHaveLength(1);
    await app.remindersAt('2026-11-25T08:00');
    expect(told(LEAD)).toEqual([expect.anything(), expect.stringContaining('1 milestone is due today')]);
    expect(overdue()).toEqual([]);

    await app.remindersAt('2026-11-26T08:00');
    expect(overdue()).toEqual([
      'Atlas: 1 milestone is overdue.\n🔶 Atlas is at risk. #1 is overdue by 1 working day. 16 of 17 spare working days left. The agreed end, Fri 18 Dec, still holds. Point of no return: if #1 is completed after Fri 18 Dec, the end moves.\n#1 First draft – expected Wed 25 Nov 2026, 1 day late.\nThe experts have been reminded directly.',
    ]);
    expect(told(LEAD).at(-1)).toContain('#1 First draft – expected Wed 25 Nov 2026, 1 day late.');

    // Three days late is a Saturday.
    await app.remindersAt('2026-11-28T11:00');
    expect(told(LEAD)).toHaveLength(3);
    await app.remindersAt('2026-11-30T08:00');
    expect(told(LEAD).at(-1)).toContain('5 days late');
    expect(told(ADMIN)).toEqual([]);
    await app.remindersAt('2026-12-02T08:00');
    expect(told(ADMIN)).toEqual([
      'Atlas: 1 milestone is overdue.\n🔶 Atlas is at risk. #1 is overdue by 5 working days. 12 of 17 spare working days left. The agreed end, Fri 18 Dec, still holds. Point of no return: if #1 is completed after Fri 18 Dec, the end moves.\n#1 First draft – expected Wed 25 Nov 2026, 7 days late.\nWhom to ask: Mira Valdane (expert lead), Tomas Ferrik (expert invitee) and Anjali Morwen (third-party expert), in <#C0ATLAS>.\nThe experts and the client channel are told as well. You hear of it as an admin of the project.',
    ]);
    await app.remindersAt('2026-12-08T08:00');
    expect([told(LEAD).length, overdue().length, told(ADMIN).length]).toEqual([5, 3, 1]);
    await app.remindersAt('2026-12-09T08:00');
    expect([told(LEAD).length, overdue().length, told(ADMIN).length]).toEqual([6, 4, 2]);
  });

  it('call nobody in the channel', async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-11-24 First draft');
    await app.remindersAt('2026-11-25T08:00');
    const message = app.updates().find(({ text }) => text.startsWith('Atlas:'));
    expect(JSON.stringify(message)).not.toContain('<@');
  });

  it('are one message for all milestones of a project, the latest first', async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-11-27 Interviews');
    await app.say(LEAD, '/milestone add 2026-11-24 First draft');
    await app.say(LEAD, '/milestone add 2026-11-25 Second draft');
    await app.remindersAt('2026-11-25T08:00');
    for (const expert of EXPERTS) {
      expect(told(expert).at(-1)?.split('\n').slice(0, 5)).toEqual([
        'Atlas: 1 milestone is overdue, 1 is due today and 1 is due in 2 working days.',
        '🔶 Atlas is at risk. #2 is overdue by 1 working day. 14 of 15 spare working days left. The agreed end, Fri 18 Dec, still holds. Point of no return: if #2 is completed after Tue 15 Dec, the end moves.',
        '#2 First draft – expected Tue 24 Nov 2026, 1 day late.',
        '#3 Second draft – expected Wed 25 Nov 2026.',
        '#1 Interviews – expected Fri 27 Nov 2026.',
      ]);
    }
    expect(overdue()).toHaveLength(1);
    expect(overdue()[0]).not.toContain('Second draft');
  });

  it('stay at 09:00 when clocks go forward and back', async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2027-03-29 In spring');
    await app.say(LEAD, '/milestone add 2027-11-01 In autumn');
    const isDue = async (number: number, instant: string) =>
      expect((await stored(number))?.['remindAt']).toEqual(new Date(`${instant}:00Z`));
    await isDue(1, '2027-03-25T08:00');
    await app.remindersAt('2027-03-25T08:00');
    await isDue(1, '2027-03-29T07:00');
    await app.remindersAt('2027-03-29T07:00');
    expect(told(LEAD).map((text) => text.split('\n')[0])).toEqual([
      'Atlas: 1 milestone is due in 2 working days.',
      'Atlas: 1 milestone is due today.',
    ]);
    await app.say(LEAD, '/milestone complete 1');

    await isDue(2, '2027-10-28T07:00');
    await app.remindersAt('2027-10-28T07:00');
    await isDue(2, '2027-11-01T08:00');
    await app.remindersAt('2027-11-01T07:59');
    expect(told(LEAD)).toHaveLength(3);
    await app.remindersAt('2027-11-01T08:00');
    expect(told(LEAD).at(-1)).toContain('1 milestone is due today');
  });
});

describe('a point of no return', () => {
  it('is said to the experts while it is ahead, and to all when it has passed', async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-12-02 Elasticity model');
    await app.say(LEAD, '/milestone add 2026-12-17 Final report');
    await app.remindersAt('2026-11-30T08:00');
    for (const expert of EXPERTS) {
      expect(told(expert)).toEqual([
        expect.stringMatching(
          /^Atlas: 1 milestone is due in 2 working days\..*\n.*\n#1 Elasticity model – expected Wed 2 Dec 2026/u,
        ),
      ]);
    }
    expect(overdue()).toEqual([]);
    // One spare day and one, of 24, to make up: until Fri 4 Dec nothing is lost.
    await app.remindersAt('2026-12-02T08:00');
    expect(told(LEAD).at(-1)).toContain(
      '#1 Elasticity model – expected Wed 2 Dec 2026; its point of no return is Fri 4 Dec.',
    );
    expect(told(LEAD)).toHaveLength(2);
    await app.remindersAt('2026-12-04T08:00');
    const before = overdue().length;
    await app.remindersAt('2026-12-07T08:00');
    expect(overdue()).toHaveLength(before + 1);
    expect(overdue().at(-1)).toBe(
      [
        'Atlas: 1 milestone is overdue.',
        '🟥 Atlas is late. As things stand the end is Tue 22 Dec, 2 working days after the agreed end, Fri 18 Dec. #1 is overdue by 3 working days; its point of no return was Fri 4 Dec.',
        '#1 Elasticity model – expected Wed 2 Dec 2026, 5 days late; its point of no return was Fri 4 Dec.',
        'The experts have been reminded directly.',
      ].join('\n'),
    );
    expect(told(ADMIN)).toEqual([expect.stringContaining('🟥 Atlas is late.')]);
  });
});

describe('what was planned', () => {
  beforeEach(async () => {
    await app.openProject();
    await app.say(LEAD, '/milestone add 2026-11-25 First draft');
  });

  it('follows a milestone that moves, is completed, opened again or taken back', async () => {
    const planned = async () => (await stored())?.['remindAt']?.toISOString().slice(0, 16);
    expect(await planned()).toBe('2026-11-23T08:00');
    const person = app.slack.person(LEAD);
    await person.command(CHANNEL, '/milestone edit 1');
    await app.slack.until('the form', () => formOf(person));
    await person.submit({ due: '2026-12-04' });
    await app.slack.until('the answer', () =>
      app.slack.messages(CHANNEL).find(({ text }) => text.includes('is saved')),
    );
    expect(await planned()).toBe('2026-12-02T08:00');
    await app.say(LEAD, '/milestone undo');
    expect(await planned()).toBe('2026-11-23T08:00');
    await app.say(LEAD, '/milestone complete 1');
    expect(await stored()).not.toHaveProperty('remindAt');
    await app.say(LEAD, '/milestone reopen 1');
    expect(await planned()).toBe('2026-11-23T08:00');
  });

  it('is not told of what was completed first', async () => {
    await app.say(LEAD, '/milestone complete 1');
    await app.remindersAt('2026-11-26T10:00');
    expect([...overdue(), ...EXPERTS.flatMap(told)]).toEqual([]);
  });

  it('is told once, as things are, after three days in which the app was away', async () => {
    await app.say(LEAD, '/milestone add 2026-11-24 Interviews');
    await app.remindersAt('2026-11-26T10:00');
    for (const expert of EXPERTS) {
      expect(told(expert)).toEqual([expect.stringMatching(/^Atlas: 2 milestones are overdue\.\n.*\n#2 Interviews/)]);
    }
    expect(overdue()).toHaveLength(1);
    await app.remindersAt('2026-11-26T16:00');
    expect(told(LEAD)).toHaveLength(1);
  });

  it.each([
    ['in the evening', '2026-11-23T17:30', '2026-11-24T08:00'],
    ['before the morning of a working day', '2026-11-24T05:00', '2026-11-24T08:00'],
    ['on a day off', '2026-11-28T11:00', '2026-11-30T08:00'],
  ])('waits for the next morning where it is found %s', async (_name, found, sent) => {
    await app.remindersAt(found);
    expect([...overdue(), ...EXPERTS.flatMap(told)]).toEqual([]);
    expect((await stored())?.['remindAt']).toEqual(new Date(`${sent}:00Z`));
    await app.remindersAt(sent);
    expect(told(LEAD)).toHaveLength(1);
  });
});

it('no reminders come of a project that was closed', async () => {
  await app.openProject();
  await app.say(LEAD, '/milestone add 2026-11-24 First draft');
  const admin = app.slack.person(ADMIN);
  await admin.command(CHANNEL, '/project close');
  await app.slack.until('the question', () => formOf(admin));
  await admin.submit({});
  await app.slack.until('the end', () => app.updates().find(({ text }) => text.includes('is closed')));
  await app.remindersAt('2026-11-25T10:00');
  expect([...overdue(), ...EXPERTS.flatMap(told)]).toEqual([]);
});
