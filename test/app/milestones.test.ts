import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isBoard } from '../support/board.ts';
import {
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  OFFICE,
  STRANGER,
  startHarness,
  THIRD_PARTY,
} from '../support/harness.ts';

let app: Harness;
beforeAll(async () => {
  app = await startHarness();
  await app.openProject();
});
afterAll(() => app.stop());

const stored = () => app.connection.collection('milestones').find({}).sort({ number: 1 }).toArray();
const history = () =>
  app.connection
    .collection('changes')
    .find({ milestoneNumber: { $exists: true } })
    .toArray();

describe('an expert who writes /milestone add with words', () => {
  it('is told the date in full, and the milestone is stored with its history', async () => {
    const answer = await app.say(LEAD, '/milestone add 2026-12-04 First draft -- what it will contain');
    expect(answer.split('\n')[0]).toBe(
      'Added milestone #1 “First draft”, expected Fri 4 Dec 2026, in 12 days. The client channel will be told.',
    );
    expect(await stored()).toMatchObject([
      { number: 1, title: 'First draft', description: 'what it will contain', due: '2026-12-04', state: 'open' },
    ]);
    expect(await history()).toMatchObject([
      {
        kind: 'added',
        milestoneNumber: 1,
        by: { userId: LEAD, name: 'Mira Valdane' },
        after: { title: 'First draft' },
      },
    ]);
  });

  it('makes one update in the client channel: what, by whom, expected when', async () => {
    await app.settled();
    const updates = app.updates().filter(({ text }) => text.includes('First draft'));
    expect(updates).toHaveLength(1);
    expect(updates[0]?.text).toBe(
      'Milestone #1 added by Mira Valdane: First draft. Expected completion date: Fri 4 Dec 2026, in 12 days.\n&gt; what it will contain\n🟢 Now on track: All 10 spare working days left before the agreed end, Fri 18 Dec.',
    );
    const shown = JSON.stringify(updates[0]?.blocks);
    for (const word of ['Mira Valdane', 'First draft', 'Fri 4 Dec 2026', 'what it will contain'])
      expect(shown).toContain(word);
  });

  it('edits the one pinned board in place', async () => {
    await app.settled();
    const boards = app.posts().filter(isBoard);
    expect(boards).toHaveLength(1);
    expect(boards[0]?.text).toContain('#1 First draft');
    expect(app.slack.channels.find(({ id }) => id === CHANNEL)?.pins).toEqual([boards[0]?.ts]);
  });
});

describe('an expert who writes /milestone add alone', () => {
  it('gets a form, whose submission adds the milestone', async () => {
    const expert = app.slack.person(INVITEE);
    await expert.command(CHANNEL, '/milestone add');
    await app.slack.until('the form', () => formOf(expert));
    const answer = await expert.submit({ title: 'Interviews', description: 'Ten of them', due: '2026-12-11' });
    expect(answer.answer).toBe('');
    expect(expert.topView()).toBeUndefined();
    await app.slack.until('the private answer', () =>
      expert.sees(CHANNEL).find(({ text }) => text.includes('Added milestone #2')),
    );
    expect(await stored()).toMatchObject([
      { number: 1 },
      { number: 2, title: 'Interviews', description: 'Ten of them' },
    ]);
  });

  it('reads what is wrong under the field at fault, and nothing is stored', async () => {
    const expert = app.slack.person(THIRD_PARTY);
    await expert.command(CHANNEL, '/milestone add');
    await app.slack.until('the form', () => formOf(expert));
    await expert.submit({ title: 'x'.repeat(151), due: '2026-11-21' });
    expect(expert.topView()?.errors).toEqual({
      title: 'The title has 151 characters. Shorten it to 150 at most.',
      due: 'Sat 21 Nov 2026 is in the past (yesterday). An expected completion date is today, Sun 22 Nov 2026, or later.',
    });
    await expert.closeView();
    expect(await stored()).toHaveLength(2);
  });
});

describe('bad input', () => {
  it.each([
    ['/milestone', 'is open for milestones'],
    ['/milestone help', '`/milestone complete 3` – marks milestone 3 as completed today'],
    ['/milestone dance', 'does not know `/milestone dance`'],
    ['/milestone add First draft', 'The expected completion date is missing'],
    ['/milestone add 2026-02-30 First draft', 'There is no day 2026-02-30 in the calendar'],
    ['/milestone add 10-12 First draft', 'is not a date Milepost can read'],
    ['/milestone add 2026-11-21 First draft', 'is in the past (yesterday)'],
    ['/milestone add 2026-12-04', 'The title is missing'],
    [`/milestone add 2026-12-04 ${'x'.repeat(151)}`, 'The title has 151 characters'],
    ['/milestone complete', 'Which milestone? Open are #1 and #2'],
    ['/milestone complete seven', 'is not the number of a milestone'],
    ['/milestone complete 77', 'There is no milestone #77'],
    ['/milestone complete -1', 'is not the number of a milestone'],
  ])('%s', async (line, words) => {
    await app.settled();
    const before = app.slack.calls.length;
    expect(await app.say(LEAD, line)).toContain(words);
    expect(await stored()).toHaveLength(2);
    expect(app.slack.calls.slice(before).map(({ method }) => method)).toEqual(['response_url']);
  });

  it('calls no one, whatever a title says', async () => {
    const title = 'Reply <!channel> & <@U0CLIENT> *now*';
    await app.say(LEAD, `/milestone add 2026-12-10 “${title}” — <!here>`);
    await app.settled();
    expect((await stored()).at(-1)).toMatchObject({ title, description: '<!here>' });
    for (const { method, args } of app.slack.calls) {
      if (method.startsWith('views.')) continue;
      expect(JSON.stringify(args)).not.toMatch(/<[@#]|<!(?!date\^)/);
    }
    expect(app.updates().at(-1)?.text).toContain('Reply &lt;!channel&gt; &amp; &lt;@U0CLIENT&gt; *now*');
  });
});

describe('a client or a stranger', () => {
  it.each([
    [CLIENT, '/milestone add 2026-12-04 Mine', 'Only the experts of “Atlas” change milestones'],
    [CLIENT, '/milestone add', 'Only the experts of “Atlas” change milestones'],
    [CLIENT, '/milestone complete 1', 'Only the experts of “Atlas” change milestones'],
    [STRANGER, '/milestone add 2026-12-04 Mine', 'You are not on the project “Atlas”'],
    [STRANGER, '/milestone complete 1', 'You are not on the project “Atlas”'],
    [STRANGER, '/milestone list', 'You are not on the project “Atlas”'],
    [STRANGER, '/milestone', 'You are not on the project “Atlas”'],
    [LEAD, '/project open', 'Only an admin does this'],
    [CLIENT, '/project setup', 'Only an admin does this'],
  ])('%s, %s: is refused in private, and nothing is stored or posted', async (userId, line, words) => {
    await app.settled();
    const [milestones, changes, posts] = [await stored(), await history(), app.posts().map(({ text }) => text)];
    expect(await app.say(userId, line)).toContain(words);
    await app.settled();
    expect(await stored()).toEqual(milestones);
    expect(await history()).toEqual(changes);
    expect(app.posts().map(({ text }) => text)).toEqual(posts);
    expect(app.slack.views(userId)).toEqual([]);
  });

  it('may read the list as the client, with no button that changes anything', async () => {
    await app.say(CLIENT, '/milestone list');
    const list = app.slack.person(CLIENT).sees(CHANNEL).at(-1);
    expect(list?.text).toContain('#1 First draft');
    expect(JSON.stringify(list?.blocks)).not.toMatch(/milestone_(add|complete|edit|reopen|remove|plan|undo)/);
  });

  it('learns in a channel without a project that there is none', async () => {
    expect(await app.say(LEAD, '/milestone list', OFFICE)).toContain('There is no project in this channel');
  });
});

describe('an expert who completes a milestone', () => {
  it('does it once, with the command', async () => {
    expect(await app.say(LEAD, '/milestone complete #1')).toBe(
      'Milestone #1 “First draft” is completed on Sun 22 Nov 2026, 12 days early. The client channel will be told.',
    );
    await app.settled();
    expect(app.updates().at(-1)?.text).toContain('Milestone #1 completed by Mira Valdane: First draft.');
    expect(app.board()?.text).toContain(
      '#1 First draft – expected Fri 4 Dec 2026 – completed Sun 22 Nov 2026, 10 working days before the first agreed date',
    );
    expect(await app.say(LEAD, '/milestone complete 1')).toContain('is completed already, since Sun 22 Nov 2026');
  });

  it('or with the button of the list', async () => {
    await app.say(THIRD_PARTY, '/milestone list');
    const expert = app.slack.person(THIRD_PARTY);
    const list = expert.sees(CHANNEL).at(-1);
    await expert.act({ channelId: CHANNEL, ts: list?.ts ?? '', blockId: 'complete_2' }, 'milestone_complete');
    await app.slack.until('the answer', () =>
      expert.sees(CHANNEL).find(({ text }) => text.includes('Milestone #2 “Interviews” is completed')),
    );
  });
});
