import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CHANNEL, formOf, type Harness, INVITEE, LEAD, startHarness, THIRD_PARTY } from '../support/harness.ts';

/** What experts answer to a reminder. Each test has a milestone of its own, due on the Tuesday, and its reminder. */
let app: Harness;
let number = 0;

beforeAll(async () => {
  app = await startHarness();
  await app.openProject();
  // Late enough for all of them, so that none has a point of no return to be warned of.
  await app.connection.collection('projects').updateMany({}, { $set: { completionDate: '2027-03-31' } });
});
afterAll(() => app.stop());

const days = [
  '2026-11-24',
  '2026-12-01',
  '2026-12-08',
  '2026-12-15',
  '2026-12-22',
  '2026-12-29',
  '2027-01-05',
  '2027-01-12',
  '2027-01-19',
];

/** The clock stands on the day on which it is due, a Tuesday, at 09:00 in Berlin. */
beforeEach(async () => {
  const due = days[number] ?? '';
  number += 1;
  await app.say(LEAD, `/milestone add ${due} First draft`);
  await app.remindersAt(`${due}T08:00`);
  await app.slack.until('the reminder', () => reminder(LEAD)?.text.includes(`#${number} First draft`));
});

const stored = () => app.connection.collection('milestones').findOne({ number });

function directs(userId: string) {
  const channel = app.slack.channels.find(({ kind, members }) => kind === 'im' && members.includes(userId));
  return channel ? app.slack.person(userId).sees(channel.id) : [];
}

/** The newest reminder that someone was sent. */
function reminder(userId: string) {
  return directs(userId).findLast(({ onlyFor, text }) => onlyFor === undefined && text.startsWith('Atlas: '));
}

const answered = (userId: string, words: string) =>
  app.slack.until(words, () => directs(userId).find(({ text }) => text.includes(words)));

async function press(userId: string, action: string, of = reminder(userId)) {
  const where = { channelId: of?.channelId ?? '', ts: of?.ts ?? '', blockId: `answer_${number}` };
  await app.slack.person(userId).act(where, `reminder_${action}`);
}

async function openForm(userId: string, action: string) {
  await press(userId, action);
  const person = app.slack.person(userId);
  const view = await app.slack.until('the form', () => formOf(person));
  return { person, view };
}

const lastUpdate = async () => {
  await app.settled();
  return app.updates().at(-1)?.text;
};

describe('Done', () => {
  it('completes the milestone today, and the message shows it without dead buttons', async () => {
    await press(LEAD, 'done');
    await answered(LEAD, `Milestone #${number} “First draft” is completed on`);
    expect(await stored()).toMatchObject({ state: 'completed', completedOn: '2026-11-24' });
    await app.slack.until('the message as it is now', () => reminder(LEAD)?.text.includes('nothing is left to answer'));
    const shown = JSON.stringify(reminder(LEAD)?.blocks);
    expect(shown).toContain(`#${number} First draft – completed Tue 24 Nov 2026, on time`);
    expect(shown).not.toContain('reminder_done');
    expect(await lastUpdate()).toContain(`Milestone #${number} completed by Mira Valdane`);
  });

  it.each([
    [INVITEE, 'done'],
    [THIRD_PARTY, 'new_date'],
  ])('says to %s, who presses %s later, who did it first', async (userId, action) => {
    const late = reminder(userId);
    await press(LEAD, 'done');
    await answered(LEAD, `Milestone #${number} “First draft” is completed`);
    await press(userId, action, late);
    const words = `Milestone #${number} is completed already, since`;
    expect((await answered(userId, words))?.text).toContain(', by Mira Valdane. Nothing was changed.');
    await app.slack.until('the message as it is now', () => reminder(userId)?.text.includes('nothing is left'));
    expect(app.slack.person(userId).topView()).toBeUndefined();
  });

  it('is refused to someone who is no longer an expert of the project', async () => {
    await app.connection
      .collection('projects')
      .updateOne({}, { $set: { people: (await peopleOf()).filter(({ userId }) => userId !== THIRD_PARTY) } });
    await press(THIRD_PARTY, 'done');
    await answered(THIRD_PARTY, 'You are not on the project “Atlas”');
    expect(await stored()).toMatchObject({ state: 'open' });
    expect(reminder(THIRD_PARTY)?.text).toContain('due today');
  });
});

async function peopleOf(): Promise<{ userId: string }[]> {
  const project = await app.connection.collection('projects').findOne({});
  return (project?.['people'] as { userId: string }[] | undefined) ?? [];
}

describe('New date…', () => {
  it('tells the client the old date, the new one and the reason', async () => {
    const { person, view } = await openForm(LEAD, 'new_date');
    expect(JSON.stringify(view.payload)).not.toContain('initial_date');
    await person.submit({ due: '2026-12-28', reason: 'Two interviews were moved' });
    await answered(LEAD, `Milestone #${number} “First draft” is saved, expected Mon 28 Dec 2026, in 6 days`);
    expect(await lastUpdate()).toBe(
      `Milestone #${number} changed by Mira Valdane: First draft. Expected completion date: Tue 22 Dec 2026 → Mon 28 Dec 2026 (4 working days later).\n&gt; Two interviews were moved\n#4 is overdue by 5 working days. 62 of 71 spare working days left. The agreed end, Wed 31 Mar, still holds.`,
    );
    await app.slack.until('the message as it is now', () =>
      reminder(LEAD)?.text.includes(`#${number} First draft – expected Mon 28 Dec 2026.`),
    );
    expect(await stored()).toMatchObject({ due: '2026-12-28', remindAt: new Date('2026-12-24T08:00:00Z') });
  });

  it('is refused without a reason, with the same date, and with a day that has passed', async () => {
    const { person } = await openForm(LEAD, 'new_date');
    await person.submit({ due: '2026-12-29', reason: ' \u200b ' });
    expect(person.topView()?.errors).toEqual({
      due: `Milestone #${number} is expected on Tue 29 Dec 2026 already. Choose another day.`,
      reason: 'Write why the date moves: the client reads it with the new date.',
    });
    await person.submit({ due: '2026-12-25', reason: 'x'.repeat(501) });
    expect(person.topView()?.errors).toEqual({
      due: expect.stringContaining('Fri 25 Dec 2026 is in the past'),
      reason: 'The note has 501 characters. Shorten it to 500 at most.',
    });
    await person.closeView();
    expect(await stored()).toMatchObject({ due: '2026-12-29' });
  });

  it('shows what a quicker colleague changed, and can be saved after that', async () => {
    const { person } = await openForm(LEAD, 'new_date');
    const { person: quick } = await openForm(INVITEE, 'new_date');
    await quick.submit({ due: '2027-01-20', reason: 'Sooner is impossible' });
    await person.submit({ due: '2027-01-25', reason: 'The client is away' });
    expect(JSON.stringify(person.topView()?.payload)).toContain('Tomas Ferrik changed milestone');
    expect(await stored()).toMatchObject({ due: '2027-01-20' });
    await person.submit({ due: '2027-01-25', reason: 'The client is away' });
    expect(person.topView()).toBeUndefined();
    expect(await stored()).toMatchObject({ due: '2027-01-25' });
  });
});

describe('Snooze', () => {
  it('quiets the experts until the day, not the client; the second time it asks why', async () => {
    const { person, view } = await openForm(LEAD, 'snooze');
    // It is Tuesday, 12 January.
    expect(JSON.stringify(view.payload)).toContain('"initial_date":"2027-01-14"');
    expect(JSON.stringify(view.payload)).toContain('The client channel and the admin hear of delays as before');
    const updates = app.updates().length;
    await person.submit({ until: '2027-01-15' });
    await answered(LEAD, `Milestone #${number} “First draft” is snoozed`);
    expect(await stored()).toMatchObject({ snoozedUntil: '2027-01-15', snoozes: 1 });
    await app.slack.until('the message as it is now', () =>
      reminder(LEAD)?.text.includes(`#${number} First draft – snoozed until Fri 15 Jan 2027`),
    );
    expect(app.updates()).toHaveLength(updates);

    const before = directs(INVITEE).length;
    await app.remindersAt('2027-01-13T08:00');
    expect(app.updates().at(-1)?.text).toContain(`#${number} First draft – expected Tue 12 Jan 2027, 1 day late`);
    expect(app.updates().at(-1)?.text).toContain('The experts know of it.');
    expect(directs(INVITEE)).toHaveLength(before);
    await app.remindersAt('2027-01-15T08:00');
    expect(reminder(INVITEE)?.text).toContain(`#${number} First draft – expected Tue 12 Jan 2027, 3 days late`);

    const again = await openForm(INVITEE, 'snooze');
    expect(JSON.stringify(again.view.payload)).toContain('was snoozed once already, so write why');
    await again.person.submit({ until: '2027-01-15', reason: 'of it' });
    expect(again.person.topView()?.errors).toEqual({
      until:
        'Choose a day from Sat 16 Jan 2027 to Sun 14 Feb 2027. If it takes longer, the milestone needs a new date.',
    });
    await again.person.submit({ until: '2027-01-18', reason: 'Waiting for the client' });
    await app.slack.until('the answer', () => directs(INVITEE).at(-1)?.text.includes('is snoozed'));
    const history = await app.say(LEAD, `/milestone history ${number}`);
    expect(history).toContain(
      `Tomas Ferrik snoozed the reminders of milestone #${number} (until Mon 18 Jan 2027; “Waiting for the client”)`,
    );
    expect(history).toContain(`Mira Valdane snoozed the reminders of milestone #${number} (until Fri 15 Jan 2027)`);
    expect(await app.say(INVITEE, '/milestone undo')).toContain('so there is nothing to undo');
    expect(await stored()).toMatchObject({ snoozes: 2 });
  });

  it('ends with a new date, and asks for the reason on the server as well', async () => {
    const slow = await openForm(INVITEE, 'snooze');
    const { person } = await openForm(LEAD, 'snooze');
    await person.submit({ until: '2027-01-27' });
    await answered(LEAD, `Milestone #${number} “First draft” is snoozed`);
    await slow.person.submit({ until: '2027-01-27' });
    expect(slow.person.topView()?.errors).toEqual({
      reason: `Milestone #${number} was snoozed before. Write why it is put off again; it stands in the history.`,
    });
    await slow.person.closeView();
    const edit = app.slack.person(LEAD);
    await edit.command(CHANNEL, `/milestone edit ${number}`);
    await app.slack.until('the form', () => formOf(edit));
    await edit.submit({ due: '2027-01-22' });
    expect(await stored()).not.toHaveProperty('snoozedUntil');
    expect(await stored()).toMatchObject({ due: '2027-01-22', snoozes: 1 });
  });
});
