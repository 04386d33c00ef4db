import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Message } from '../../sandbox/slack/types.ts';
import { CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
  await app.connection.collection('projects').updateMany({}, { $set: { quietSeconds: 20 } });
});
afterEach(() => app.stop());

const expert = () => app.slack.person(LEAD);
const told = (words: string) => app.updates().filter(({ text }) => text.includes(words));

/** The private answer with these words. */
function answer(words: string): Message {
  const found = expert()
    .sees(CHANNEL)
    .findLast(({ onlyFor, text }) => onlyFor === LEAD && text.includes(words));
  if (found === undefined) throw new Error(`No answer says ${words}`);
  return found;
}

async function press(words: string, actionId: string, outcome: string): Promise<void> {
  await expert().act({ channelId: CHANNEL, ts: answer(words).ts }, actionId);
  await app.slack.until(outcome, () =>
    expert()
      .sees(CHANNEL)
      .some(({ text }) => text.includes(outcome)),
  );
}

const milestones = () => app.connection.collection('milestones').find().sort({ number: 1 }).toArray();

describe('*Undo* in the answer', () => {
  it('takes the action back before the client has heard of it', async () => {
    await app.say(LEAD, '/milestone add 4 Dec First draft');
    await press('Added milestone #1', 'milestone_undo', 'Undone: #1');
    await app.moveMinutes(1);
    await app.settled();
    expect(told('First draft')).toEqual([]);
    expect(await milestones()).toMatchObject([{ state: 'removed' }]);
    expect(app.board()?.text).not.toContain('First draft');
  });

  it('takes back what was read as another day', async () => {
    await app.say(LEAD, '/milestone add 4 Dec First draft');
    await app.moveMinutes(1);
    await app.settled();
    expect(await app.say(LEAD, '/milestone complete 1 friday')).toContain('is completed on Fri 20 Nov 2026');
    await press('is completed on', 'milestone_undo', 'Undone: #1');
    await app.moveMinutes(1);
    await app.settled();
    expect(told('completed')).toEqual([]);
    expect(await milestones()).toMatchObject([{ state: 'open' }]);
  });

  it('tells what is left of several changes', async () => {
    await app.say(LEAD, '/milestone add 4 Dec First draft');
    await app.say(LEAD, '/milestone add 11 Dec Interviews');
    await press('Added milestone #2', 'milestone_undo', 'Undone: #2');
    await app.moveMinutes(1);
    await app.settled();
    expect(told('First draft')).toHaveLength(1);
    expect(told('Interviews')).toEqual([]);
  });

  it('tells both where the client has heard of the action', async () => {
    await app.say(LEAD, '/milestone add 4 Dec First draft');
    await app.moveMinutes(1);
    await app.settled();
    await press('Added milestone #1', 'milestone_undo', 'Undone: #1');
    await app.moveMinutes(1);
    await app.settled();
    expect(told('First draft')).toHaveLength(2);
  });

  it('takes back no other action', async () => {
    await app.say(LEAD, '/milestone add 4 Dec First draft');
    await app.say(LEAD, '/milestone add 11 Dec Interviews');
    await press('Added milestone #1', 'milestone_undo', 'You did something else in this project since');
    expect(await milestones()).toMatchObject([{ state: 'open' }, { state: 'open' }]);
  });
});

describe('a dash in a title', () => {
  it('is shown as the end of the title, and one press joins the two again', async () => {
    const words = await app.say(LEAD, '/milestone add 3 Mar Kick-off – Berlin office');
    expect(words).toContain('“Berlin office” became the description, as a dash stood before it.');
    await press('Added milestone #1', 'milestone_join', '“Kick-off – Berlin office” is saved');
    expect(await milestones()).toMatchObject([{ title: 'Kick-off – Berlin office', description: '' }]);
  });

  it('typed as two hyphens always separates', async () => {
    const words = await app.say(LEAD, '/milestone add 3 Mar Kick-off -- Berlin office');
    expect(words).not.toContain('became the description');
    expect(await milestones()).toMatchObject([{ title: 'Kick-off', description: 'Berlin office' }]);
  });
});
