import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CLIENT, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
  await app.say(LEAD, '/milestone add 4 Dec First draft');
});
afterEach(() => app.stop());

const stored = () => app.connection.collection('milestones').findOne({ number: 1 });

describe('what people type without looking it up', () => {
  it('shows a milestone by its number alone', async () => {
    expect(await app.say(CLIENT, '/milestone 1')).toContain('Milestone #1: First draft');
    expect(await app.say(LEAD, '/milestone #1')).toContain('Milestone #1: First draft');
  });

  it('completes with done', async () => {
    expect(await app.say(LEAD, '/milestone done 1')).toContain('is completed on');
    expect(await stored()).toMatchObject({ state: 'completed' });
  });

  it('moves with the date and the reason in one line', async () => {
    const words = await app.say(LEAD, '/milestone move 1 11 Dec -- the figures come in later');
    expect(words).toContain('is saved, expected Fri 11 Dec 2026');
    expect(await stored()).toMatchObject({ due: '2026-12-11', title: 'First draft' });
    await app.settled();
    expect(app.updates().at(-1)?.text).toContain('the figures come in later');
  });

  it.each([
    ['/milestone move 1 11 Dec', 'Write why the date moves'],
    ['/milestone move 1 4 Dec -- no change', 'is expected on Fri 4 Dec 2026 already'],
    ['/milestone move 1 4-6 Dec -- a range', 'names more than one day'],
    ['/milestone move 7 11 Dec -- no such', 'There is no milestone #7'],
    ['/milestone move', 'Which milestone? Open is #1'],
    ['/milestone complte 1', 'Did you mean `/milestone complete`?'],
    ['/milestone reopen', 'No milestone is completed'],
    ['/milestone reopen 9', 'No milestone is completed'],
  ])('%s is refused with what to write', async (line, words) => {
    expect(await app.say(LEAD, line)).toContain(words);
    expect(await stored()).toMatchObject({ due: '2026-12-04', state: 'open' });
  });

  it('offers the completed milestones to reopen', async () => {
    await app.say(LEAD, '/milestone done 1');
    expect(await app.say(LEAD, '/milestone reopen')).toContain('Completed is #1');
  });

  it('lets no client move a milestone', async () => {
    expect(await app.say(CLIENT, '/milestone move 1 11 Dec -- later')).toContain('Only the experts');
    expect(await stored()).toMatchObject({ due: '2026-12-04' });
  });

  it('names every subcommand to whoever types another one', async () => {
    const words = await app.say(LEAD, '/milestone dance');
    for (const name of ['add', 'move', 'show', 'history', 'help']) expect(words).toContain(name);
  });

  it('is led to the channels of their projects from the app’s own messages', async () => {
    const opened = await fetch(`${app.slack.apiUrl}conversations.open`, {
      method: 'POST',
      headers: { authorization: 'Bearer xoxb-test', 'content-type': 'application/json' },
      body: JSON.stringify({ users: LEAD }),
    });
    const { channel } = (await opened.json()) as { channel: { id: string } };
    const words = await app.say(LEAD, '/milestone', channel.id);
    expect(words).toContain('Write this in the channel of a project. Yours:');
    expect(words).toContain('“Atlas” in <#C0ATLAS>');
    expect(await app.say(CLIENT, '/milestone help')).toContain('is open for milestones');
  });

  it('reads once what a project waits for', async () => {
    await app.connection.collection('projects').updateOne({}, { $set: { status: 'preparing' } });
    const words = await app.say(LEAD, '/milestone help');
    expect(words).toContain('Milestones of “Atlas” are not open yet');
    expect(words).not.toContain('is waiting to be opened');
  });
});
