import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  STRANGER,
  startHarness,
  THIRD_PARTY,
} from '../support/harness.ts';

let app: Harness;
let number = 0;
beforeAll(async () => {
  app = await startHarness();
  await app.openProject();
});
beforeEach(async () => {
  // What a test before this one left to tell would join the update of this one.
  await app.settled();
  number += 1;
  await app.say(LEAD, '/milestone add 2026-12-04 First draft -- what it will contain');
  await app.settled();
});
afterAll(() => app.stop());

const stored = (n = number) => app.connection.collection('milestones').findOne({ number: n });
const kinds = async (n = number) =>
  (await app.connection.collection('changes').find({ milestoneNumber: n }).sort({ seq: 1 }).toArray()).map(
    ({ kind }) => kind,
  );
const lastUpdate = async () => {
  await app.settled();
  return app.updates().at(-1)?.text;
};
const told = (userId: string, words: string) =>
  app.slack.until(words, () =>
    app.slack
      .person(userId)
      .sees(CHANNEL)
      .find(({ text }) => text.includes(words)),
  );

async function openForm(userId: string, line: string) {
  const person = app.slack.person(userId);
  await person.command(CHANNEL, line);
  await app.slack.until('the form', () => formOf(person));
  return person;
}

describe('an expert who edits a milestone', () => {
  it('changes it with the form, and the channel sees before and after of what changed', async () => {
    const expert = await openForm(INVITEE, `/milestone edit ${number}`);
    await expert.submit({ due: '2026-12-11', title: 'Draft' });
    await told(INVITEE, `Milestone #${number} “Draft” is saved, expected Fri 11 Dec 2026, in 19 days`);
    expect(await stored()).toMatchObject({ title: 'Draft', due: '2026-12-11', description: 'what it will contain' });
    expect(await kinds()).toEqual(['added', 'edited']);
    expect(await lastUpdate()).toBe(
      `Milestone #${number} changed by Tomas Ferrik: Draft. Title: First draft → Draft. Expected completion date: Fri 4 Dec 2026 → Fri 11 Dec 2026 (5 working days later).\n5 of 10 spare working days left. The agreed end, Fri 18 Dec, still holds.`,
    );
  });

  it('is told when nothing is different, and nothing is posted', async () => {
    const expert = await openForm(INVITEE, `/milestone edit ${number}`);
    await expert.submit({});
    expect(expert.topView()?.errors).toEqual({
      title: `Milestone #${number} is already as you wrote it. Nothing was changed.`,
    });
    await expert.closeView();
    expect(await kinds()).toEqual(['added']);
  });

  it('reads what a quicker colleague changed, keeps what they typed, and can save after that', async () => {
    const slow = await openForm(INVITEE, `/milestone edit ${number}`);
    const quick = await openForm(LEAD, `/milestone edit ${number}`);
    await quick.submit({ due: '2026-12-08' });
    await slow.submit({ title: 'My title' });
    const view = slow.topView();
    expect(JSON.stringify(view?.payload)).toContain('Mira Valdane changed milestone');
    expect(JSON.stringify(view?.payload)).toContain('Fri 4 Dec 2026 → Tue 8 Dec 2026');
    expect(await stored()).toMatchObject({ title: 'First draft', due: '2026-12-08' });

    await slow.submit({ due: '2026-12-08' });
    expect(slow.topView()).toBeUndefined();
    expect(await stored()).toMatchObject({ title: 'My title', due: '2026-12-08' });
    expect(await kinds()).toEqual(['added', 'edited', 'edited']);
  });

  it('saves once when the form is delivered twice', async () => {
    const expert = await openForm(INVITEE, `/milestone edit ${number}`);
    const delivery = await expert.submit({ title: 'Once' });
    await app.slack.redeliver(delivery);
    expect(await kinds()).toEqual(['added', 'edited']);
  });
});

describe('an expert who completes, reopens and removes', () => {
  it('may say when it was completed, and add a note', async () => {
    expect(await app.say(LEAD, `/milestone complete ${number} 2026-11-20 -- two days early`)).toContain(
      'is completed on Fri 20 Nov 2026, 14 days early',
    );
    expect(await stored()).toMatchObject({ state: 'completed', completedOn: '2026-11-20' });
    expect(await lastUpdate()).toContain('two days early');
  });

  it.each([
    ['yesterday', '2026-11-21'],
    ['20 Nov', '2026-11-20'],
    ['today', '2026-11-22'],
  ])('may write the day in words: %s', async (words, day) => {
    expect(await app.say(LEAD, `/milestone complete ${number} ${words} -- done`)).toContain('is completed');
    expect(await stored()).toMatchObject({ state: 'completed', completedOn: day });
  });

  it('may not complete it long before the project began', async () => {
    expect(await app.say(LEAD, `/milestone complete ${number} 2001-01-01`)).toContain('is before the project began');
    expect(await stored()).toMatchObject({ state: 'open' });
  });

  it('may not complete it in the future', async () => {
    expect(await app.say(LEAD, `/milestone complete ${number} 2026-11-23`)).toContain(
      'Mon 23 Nov 2026 is still to come (tomorrow)',
    );
    expect(await stored()).toMatchObject({ state: 'open' });
  });

  it('opens it again, so that reminders come again', async () => {
    await app.say(LEAD, `/milestone complete ${number}`);
    expect(await app.say(LEAD, `/milestone reopen ${number}`)).toContain(
      'is open again, expected Fri 4 Dec 2026, in 12 days',
    );
    const milestone = await stored();
    expect(milestone).toMatchObject({ state: 'open', remindAt: new Date('2026-12-02T08:00:00Z') });
    expect(milestone?.['completedOn']).toBeUndefined();
    expect(await app.say(LEAD, `/milestone reopen ${number}`)).toContain('is not completed');
  });

  it('is asked before it is removed; the board and reminders forget it, the history does not', async () => {
    const expert = await openForm(LEAD, `/milestone remove ${number}`);
    expect(await stored()).toMatchObject({ state: 'open' });
    await expert.submit({ note: 'no longer needed' });
    await told(LEAD, `Milestone #${number} “First draft” is removed`);
    expect(await stored()).toMatchObject({ state: 'removed' });
    expect(await lastUpdate()).toContain('no longer needed');
    expect(app.board()?.text).not.toContain(`#${number} `);
    expect(await app.say(LEAD, `/milestone complete ${number}`)).toContain(`Milestone #${number} was removed`);
    expect(await app.say(CLIENT, `/milestone history ${number}`)).toContain(
      `Mira Valdane removed milestone #${number}`,
    );
  });

  it('does all of it with the buttons of /milestone show', async () => {
    await app.say(THIRD_PARTY, `/milestone show ${number}`);
    const expert = app.slack.person(THIRD_PARTY);
    const shown = expert.sees(CHANNEL).at(-1);
    const where = { channelId: CHANNEL, ts: shown?.ts ?? '' };
    await expert.act(where, 'milestone_complete');
    await told(THIRD_PARTY, `Milestone #${number} “First draft” is completed`);
    await expert.act(where, 'milestone_edit');
    await app.slack.until('the form', () => formOf(expert));
    await expert.submit({ title: 'By button' });
    await expert.act(where, 'milestone_remove');
    await app.slack.until('the question', () => formOf(expert));
    await expert.submit({});
    await told(THIRD_PARTY, `Milestone #${number} “By button” is removed`);
    expect(await kinds()).toEqual(['added', 'completed', 'edited', 'removed']);
  });
});

describe('an expert who undoes', () => {
  it.each([
    ['a completion', (n: number) => [`/milestone complete ${n}`], { state: 'open', title: 'First draft' }],
    ['an addition', () => [], { state: 'removed' }],
  ])('takes back %s', async (_name, lines, expected) => {
    for (const line of lines(number)) await app.say(LEAD, line);
    expect(await app.say(LEAD, '/milestone undo')).toContain('Undone: ');
    expect(await stored()).toMatchObject(expected);
    expect((await kinds()).at(-1)).toBe('undone');
    expect(await app.say(LEAD, '/milestone undo')).toContain('Your last action here was an undo');
  });

  it('takes back a removal: the milestone stands on the board again', async () => {
    const expert = await openForm(LEAD, `/milestone remove ${number}`);
    await expert.submit({});
    await app.say(LEAD, '/milestone undo');
    await app.settled();
    expect(app.board()?.text).toContain(`#${number} First draft`);
  });

  it('is refused when a colleague changed the milestone since', async () => {
    await app.say(INVITEE, `/milestone complete ${number}`);
    expect(await app.say(LEAD, '/milestone undo')).toContain(`Tomas Ferrik changed milestone #${number} after you`);
  });

  it('has nothing to undo after 15 minutes', async () => {
    await app.moveMinutes(16);
    expect(await app.say(LEAD, '/milestone undo')).toContain('You changed nothing here in the last 15 minutes');
  });
});

describe('history', () => {
  it('tells of the whole project, newest first', async () => {
    await app.say(LEAD, `/milestone complete ${number}`);
    const answer = await app.say(CLIENT, '/milestone history');
    expect(answer).toMatch(
      /History of \*Atlas\*, newest first:\n• <!date\^\d+\^[^|]+\|Sun 22 Nov 2026 \d\d:\d\d> – Mira Valdane completed milestone #/,
    );
  });
});

describe('a client or a stranger', () => {
  it.each([
    [CLIENT, 'edit', 'Only the experts'],
    [CLIENT, 'reopen', 'Only the experts'],
    [CLIENT, 'remove', 'Only the experts'],
    [CLIENT, 'undo', 'Only the experts'],
    [STRANGER, 'edit', 'You are not on the project'],
    [STRANGER, 'show', 'You are not on the project'],
    [STRANGER, 'history', 'You are not on the project'],
  ])('%s, /milestone %s: is refused, and no form opens', async (userId, name, words) => {
    expect(await app.say(userId, `/milestone ${name} ${number}`)).toContain(words);
    expect(app.slack.views(userId)).toEqual([]);
    expect(await kinds()).toEqual(['added']);
  });

  it('sees one milestone as the client, with the buttons to read and to ask alone', async () => {
    await app.say(CLIENT, `/milestone show ${number}`);
    const shown = app.slack.person(CLIENT).sees(CHANNEL).at(-1);
    expect(shown?.text).toContain(`Milestone #${number}: First draft`);
    expect(JSON.stringify(shown?.blocks).match(/"action_id":"[^"]+"/g)).toEqual([
      '"action_id":"milestone_history"',
      '"action_id":"milestone_ask"',
    ]);
  });
});

describe('a form that outlived its right', () => {
  it('is refused when the expert was taken off the project meanwhile', async () => {
    const expert = await openForm(THIRD_PARTY, `/milestone edit ${number}`);
    const projects = app.connection.collection<{ people: { userId: string }[] }>('projects');
    const people = (await projects.findOne({}))?.people ?? [];
    await projects.updateOne({}, { $set: { people: people.filter(({ userId }) => userId !== THIRD_PARTY) } });
    await expert.submit({ title: 'Too late' });
    expect(expert.topView()?.errors['title']).toContain('You are not on the project “Atlas”');
    await projects.updateOne({}, { $set: { people } });
    await expert.closeView();
    expect(await stored()).toMatchObject({ title: 'First draft' });
  });
});
