import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN, CHANNEL, formOf, type Harness, LEAD, outcomeOf, startHarness } from '../support/harness.ts';

let app: Harness;
beforeAll(async () => {
  app = await startHarness();
  await app.openProject();
  await app.say(LEAD, '/milestone add 2026-12-02 First draft');
});
afterAll(() => app.stop());

async function openSettings() {
  const person = app.slack.person(ADMIN);
  await person.command(CHANNEL, '/project settings');
  await app.slack.until('the form', () => formOf(person));
  return person;
}

const planned = async () => (await app.connection.collection('milestones').findOne({ number: 1 }))?.['remindAt'];
const project = () => app.connection.collection('projects').findOne({});

describe('the reminders in the settings of a project', () => {
  it('are the defaults, in words, until someone changes them', async () => {
    expect(await app.say(ADMIN, '/project status')).toContain(
      'Reminders: 2 working days before, on the day, then 1, 3 and 7 days late and weekly, at 09:00; an admin from 7 days late on',
    );
    expect(await planned()).toEqual(new Date('2026-11-30T08:00:00Z'));
  });

  it('are refused under their fields, in words', async () => {
    const person = await openSettings();
    await person.submit({ overdueDays: '0, soon', remindTime: '18:30' });
    expect(person.topView()?.errors).toEqual({
      overdueDays:
        'Milepost cannot read “0, soon” as days. Write up to 6 whole numbers from 1 to 60, such as 1, 3, 7; leave it empty for none.',
      remindTime:
        '18:30 is outside working hours. Choose a time from 08:00 to 17:59: nobody is reminded in the evening or at night.',
    });
    await person.submit({ overdueDays: '1, 3', remindTime: '09:00', remindOn: ['on-day'] });
    expect(person.topView()?.errors).toEqual({
      adminAfter:
        'The last reminder comes 3 days late, so the admin would never be told from 7 days on. Choose fewer days, add a later reminder, or tick the weekly ones.',
    });
    await person.closeView();
    expect(await project()).not.toHaveProperty('reminders');
  });

  it('move what was planned, and are told to the admin alone', async () => {
    const posts = app.posts().map(({ text }) => text);
    const person = await openSettings();
    const before = app.slack.messages(CHANNEL).length;
    await person.submit({
      headsUp: '1',
      overdueDays: '2, 5',
      remindOn: ['on-day'],
      remindTime: '10:30',
      adminAfter: 'never',
    });
    const text = await outcomeOf(app.slack, person, CHANNEL, before);
    expect(text).toContain('→ 1 working day before, on the day, then 2 and 5 days late, at 10:30');
    expect((await project())?.['reminders']).toEqual({
      headsUpDays: 1,
      onDay: true,
      overdueDays: [2, 5],
      weekly: false,
      at: '10:30',
    });
    expect(await planned()).toEqual(new Date('2026-12-01T09:30:00Z'));
    expect(app.posts().map(({ text: words }) => words)).toEqual(posts);
  });

  it('can be turned off', async () => {
    const person = await openSettings();
    await person.submit({ headsUp: '0', overdueDays: '', remindOn: [] });
    await app.slack.until('the answer', () => app.slack.messages(CHANNEL).find(({ text }) => text.includes('→ none')));
    expect(await planned()).toBeUndefined();
    expect(await app.say(ADMIN, '/project status')).toContain('Reminders: none');
  });
});
