import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CHANNEL, formOf, type Harness, INVITEE, LEAD, startHarness } from '../support/harness.ts';

/** As many as the app works on here. */
const IN_HAND_MAX = 3;

let app: Harness;
beforeAll(async () => {
  // A Slack that takes this long refuses forms whose trigger has expired.
  app = await startHarness({}, { mayViolate: true, inHandMax: IN_HAND_MAX });
  await app.openProject();
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  await app.settled();
});
afterAll(() => app.stop());

const answers = (words: string) => app.slack.messages(CHANNEL).filter(({ text }) => text.includes(words));
const inHand = () => app.logged().filter(({ msg, outcome }) => msg === 'An interaction' && outcome !== 'busy').length;

/** Fills the process with work that waits for Slack. */
async function whileFull(work: () => Promise<void>): Promise<void> {
  const invitee = app.slack.person(INVITEE);
  app.slack.fault({ method: 'views.open', times: IN_HAND_MAX, how: { kind: 'slow', ms: 4_000 } });
  const before = inHand();
  await Promise.all(Array.from({ length: IN_HAND_MAX }, () => invitee.command(CHANNEL, '/milestone add')));
  await work();
  app.slack.clearFaults();
  await app.slack.until('the end of the work', () => inHand() >= before + IN_HAND_MAX, 30_000);
}

describe('a process with more work than it can do', () => {
  it('says so at once, saves nothing, and keeps what was typed in a form', async () => {
    const lead = app.slack.person(LEAD);
    await lead.command(CHANNEL, '/milestone edit 1');
    await app.slack.until('the form', () => formOf(lead));
    await whileFull(async () => {
      await lead.submit({ title: 'Renamed' });
      expect(Object.values(lead.topView()?.errors ?? {})).toEqual([expect.stringContaining('too much to do just now')]);
      await lead.command(CHANNEL, '/milestone complete 1');
      await app.slack.until('the answer', () => answers('too much to do just now').length === 1);
    });
    expect(await app.connection.collection('milestones').findOne({ number: 1 })).toMatchObject({
      title: 'First draft',
      state: 'open',
    });
    expect(await app.say(LEAD, '/milestone complete 1')).toContain('is completed');
  }, 90_000);
});
