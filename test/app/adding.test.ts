import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lengthOf } from '../../src/milestones/draft.ts';
import {
  ADMIN,
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  STRANGER,
  startHarness,
} from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
});
afterEach(() => app.stop());

const stored = async () => {
  const rows = await app.connection.collection('milestones').find({}).sort({ number: 1 }).toArray();
  return rows.map(({ number, due, title, description }) => `#${number} ${due} ${title} / ${description}`);
};
const channelSees = () => JSON.stringify(app.posts().map(({ text, blocks }) => ({ text, blocks })));

async function press(userId: string, actionId: string): Promise<void> {
  const person = app.slack.person(userId);
  const question = person.sees(CHANNEL).findLast(({ blocks }) => JSON.stringify(blocks).includes(actionId));
  await person.act({ channelId: CHANNEL, ts: question?.ts ?? '', blockId: 'day_choice' }, actionId);
}

/** Waits until a private message with such words is there, and gives the message. */
const told = (userId: string, words: string) =>
  app.slack.until(words, () =>
    app.slack
      .person(userId)
      .sees(CHANNEL)
      .find(({ text, onlyFor }) => onlyFor === userId && text.includes(words)),
  );

describe('a date as people write it', () => {
  it('is read in the project’s zone and echoed in full', async () => {
    expect(await app.say(LEAD, '/milestone add in two weeks First draft -- what it will contain')).toContain(
      'Added milestone #1 “First draft”, expected Sun 6 Dec 2026, in 14 days.',
    );
    expect(await app.say(LEAD, '/milestone add Fri 4 Dec: Interviews')).toContain(
      'expected Fri 4 Dec 2026, in 12 days',
    );
    expect(await stored()).toEqual(['#1 2026-12-06 First draft / what it will contain', '#2 2026-12-04 Interviews / ']);
  });

  it.each([
    ['31 Feb First draft', 'There is no day 31 Feb in the calendar.'],
    ['March report', 'The expected completion date is missing.'],
    ['10-12 First draft', '“10-12” is not a date Milepost can read.'],
    ['2020-01-01 First draft', 'is in the past'],
    ['04/12', 'The title is missing.'],
  ])('%j adds nothing and says why', async (words, why) => {
    expect(await app.say(LEAD, `/milestone add ${words}`)).toContain(why);
    expect(await stored()).toEqual([]);
  });
});

describe('a date that can be two days', () => {
  it('is asked for with two buttons; the answer takes the place of the question', async () => {
    const question = await app.say(LEAD, '/milestone add 04/12 <Draft> & "more" -- what\'s in it');
    expect(question).toContain('“04/12” can be Fri 4 Dec 2026, in 12 days, or Mon 12 Apr 2027, in 141 days.');
    expect(await stored()).toEqual([]);
    const { ts } = await told(LEAD, 'can be Fri 4 Dec 2026');
    await press(LEAD, 'milestone_add_on_2');
    const answer = await told(LEAD, 'Added milestone #1');
    expect(answer.ts).toBe(ts);
    expect(answer.text).toContain('expected Mon 12 Apr 2027, in 141 days');
    expect(JSON.stringify(answer.blocks)).not.toContain('milestone_add_on');
    expect(await stored()).toEqual(['#1 2027-04-12 <Draft> & "more" / what\'s in it']);
  });

  it('adds once, whichever buttons are pressed', async () => {
    await app.say(LEAD, '/milestone add 04/12 First draft');
    await Promise.all([press(LEAD, 'milestone_add_on_1'), press(LEAD, 'milestone_add_on_2')]);
    await told(LEAD, 'Added milestone #1');
    await app.settled();
    expect(await stored()).toHaveLength(1);
  });

  it('is checked again when the button is pressed', async () => {
    await app.say(LEAD, '/milestone add 04/12 First draft');
    await app.connection.collection('projects').updateOne({}, { $set: { status: 'closed' } });
    await press(LEAD, 'milestone_add_on_1');
    await told(LEAD, 'is closed');
    expect(await stored()).toEqual([]);
  });

  it('is to be written out where the buttons cannot hold what was written', async () => {
    const answer = await app.say(LEAD, `/milestone add 04/12 First draft -- ${'&'.repeat(500)}`);
    expect(answer).toContain('Write the one you mean: `2026-12-04` or `2027-04-12`.');
    expect(await stored()).toEqual([]);
  });

  it('is not asked of people who may not add', async () => {
    expect(await app.say(CLIENT, '/milestone add 04/12 First draft')).toContain('Only the experts');
    expect(await app.say(STRANGER, '/milestone add 04/12 First draft')).toContain('You are not on the project');
  });
});

describe('several lines', () => {
  it('add several milestones, with one update', async () => {
    const answer = await app.say(
      LEAD,
      '/milestone add 4 Dec First draft -- with sources\n\n• tomorrow Kick-off\n- 2026-12-18 Final report',
    );
    expect(answer).toContain('Added 3 milestones. The client channel will be told once.');
    expect(answer).toContain('#1 “First draft”, expected Fri 4 Dec 2026, in 12 days');
    expect(answer).toContain('#2 “Kick-off”, expected Mon 23 Nov 2026, tomorrow');
    expect(answer).toContain('#3 “Final report”, expected Fri 18 Dec 2026, in 26 days');
    await app.settled();
    expect(app.updates().filter(({ text }) => text.includes('Kick-off'))).toHaveLength(1);
    expect(app.updates().filter(({ text }) => text.includes('Final report'))).toHaveLength(1);
    expect(await stored()).toEqual([
      '#1 2026-12-04 First draft / with sources',
      '#2 2026-11-23 Kick-off / ',
      '#3 2026-12-18 Final report / ',
    ]);
  });

  it('add all or nothing, and what is wrong names the line', async () => {
    const answer = await app.say(LEAD, '/milestone add 4 Dec First draft\n\n04/12 Interviews\n31 Feb Report\n5 Dec');
    expect(answer).toContain('Nothing was added');
    expect(answer).not.toContain('Line 1:');
    expect(answer).toContain('*Line 3:* “04/12” can be Fri 4 Dec 2026 or Mon 12 Apr 2027.');
    expect(answer).toContain('*Line 4:* There is no day 31 Feb');
    expect(answer).toContain('*Line 5:* The title is missing.');
    expect(await stored()).toEqual([]);
  });

  it('are twenty at most, and as many as the board shows', async () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => `4 Dec Part ${i}`).join('\n');
    expect(await app.say(LEAD, `/milestone add ${lines(21)}`)).toContain(
      'These are 21 milestones, and one message adds 20',
    );
    expect(await app.say(LEAD, `/milestone add ${lines(20)}`)).toContain('Added 20 milestones');
    const rows = await app.connection.collection('milestones').find({}).toArray();
    const more = Array.from({ length: 75 }, (_, i) => ({ ...rows[0], _id: `more${i}` as never, number: 21 + i }));
    await app.connection.collection('milestones').insertMany(more);
    await app.connection.collection('projects').updateOne({}, { $set: { nextNumber: 96 } });
    expect(await app.say(LEAD, `/milestone add ${lines(6)}`)).toContain('This project has 95 milestones');
    expect(await app.say(LEAD, `/milestone add ${lines(5)}`)).toContain('Added 5 milestones');
  });
});

describe('/milestone plan', () => {
  it('proposes dates; those with a title are added in one step, with one update', async () => {
    const expert = app.slack.person(INVITEE);
    await expert.command(CHANNEL, '/milestone plan');
    const view = await app.slack.until('the form', () => formOf(expert));
    const labels = JSON.stringify(view.payload.blocks);
    for (const label of [
      'Fri 27 Nov 2026 · in 5 days',
      'Fri 4 Dec 2026 · in 12 days',
      'Fri 18 Dec 2026 · in 26 days',
    ]) {
      expect(labels).toContain(label);
    }
    const tooLong = await expert.submit({ title_0: 'Kick-off', title_1: 'x'.repeat(151) });
    expect(tooLong.answer).toContain('title_1');
    expect(tooLong.answer).toContain('The title has 151 characters.');
    await expert.submit({ title_0: 'Kick-off', title_1: '', title_2: '', title_3: 'Final report' });
    const answer = await told(INVITEE, 'Added 2 milestones');
    expect(answer.text).toContain('#2 “Final report”, expected Fri 18 Dec 2026, in 26 days');
    await app.settled();
    expect(app.updates().filter(({ text }) => text.includes('Kick-off') && text.includes('Final report'))).toHaveLength(
      1,
    );
    expect(await stored()).toEqual(['#1 2026-11-27 Kick-off / ', '#2 2026-12-18 Final report / ']);
  });

  it('adds all of them as proposed when nothing is edited', async () => {
    const expert = app.slack.person(LEAD);
    await expert.command(CHANNEL, '/milestone plan');
    await app.slack.until('the form', () => formOf(expert));
    await expert.submit({});
    await told(LEAD, 'Added 4 milestones');
    expect(await stored()).toEqual([
      '#1 2026-11-27 Milestone 1 / ',
      '#2 2026-12-04 Milestone 2 / ',
      '#3 2026-12-11 Milestone 3 / ',
      '#4 2026-12-18 Milestone 4 / ',
    ]);
  });

  it('asks for at least one title', async () => {
    const expert = app.slack.person(LEAD);
    await expert.command(CHANNEL, '/milestone plan');
    await app.slack.until('the form', () => formOf(expert));
    const cleared = { title_0: '', title_1: '', title_2: '', title_3: '' };
    expect((await expert.submit(cleared)).answer).toContain('Write at least one title.');
    await expert.submit({ ...cleared, title_0: 'Kept' });
    await told(LEAD, 'Added 1 milestone');
  });

  it('is for experts, and says when nothing is left to plan', async () => {
    expect(await app.say(CLIENT, '/milestone plan')).toContain('Only the experts');
    await app.connection.collection('projects').updateOne({}, { $set: { completionDate: '2026-11-20' } });
    expect(await app.say(LEAD, '/milestone plan')).toContain('There is no working day left to plan');
  });
});

describe('advice', () => {
  it('is read by experts below answers and in the list, and by no one else', async () => {
    expect(await app.say(LEAD, '/milestone add 2026-12-05 First draft')).toContain('Saturday is a day off');
    expect(await app.say(LEAD, '/milestone add 2026-12-07 Second draft')).not.toContain('Worth a look');
    expect(await app.say(LEAD, '/milestone list')).toContain('Saturday is a day off');
    expect(await app.say(CLIENT, '/milestone list')).not.toContain('Worth a look');
    await app.settled();
    expect(channelSees()).not.toContain('Worth a look');
  });
});

describe('a long command', () => {
  /** A command's text of so many characters as typed. Of the title `R&D <🎯>` Slack escapes three. */
  const ofLength = (length: number) => {
    const before = 'add 4 Dec R&D';
    const after = '<🎯>';
    return `${before}${' '.repeat(length - lengthOf(before + after))}${after}`;
  };

  it('has up to 4,000 characters', async () => {
    expect(await app.say(LEAD, `/milestone ${ofLength(4_000)}`)).toContain('Added milestone #1');
    expect(await stored()).toEqual(['#1 2026-12-04 R&D <🎯> / ']);
  });

  it('with one more is refused as a whole, whoever sends it', async () => {
    for (const userId of [LEAD, CLIENT, STRANGER]) {
      expect(await app.say(userId, `/milestone ${ofLength(4_001)}`)).toBe(
        'Your command has 4,001 characters; Milepost reads up to 4,000. Nothing was changed. Shorten the command, or add your milestones in several commands.',
      );
    }
    expect(await app.say(ADMIN, `/project open${' '.repeat(3_996)}x`)).toContain('Your command has 4,001 characters');
    expect(await stored()).toEqual([]);
    expect(await app.connection.collection('changes').countDocuments({ kind: 'added' })).toBe(0);
  });
});
