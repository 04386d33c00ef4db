import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ADMIN, CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
});
afterEach(() => app.stop());

const kept = () => app.connection.collection<{ _id: string; responseUrl: string; until: Date }>('inHand');
const answers = () =>
  app.slack.calls.filter(({ method }) => method === 'response_url').map(({ args }) => String(args['text']));

/** As a process leaves it that is killed while it works on a command of the lead's. */
async function leaveBehind(idempotencyKey: string): Promise<void> {
  const { body } = await app.slack.person(LEAD).command(CHANNEL, '/milestone help');
  await app.slack.until('the help', () => answers().length > 0);
  const responseUrl = String(body['response_url']);
  await kept().insertOne({ _id: idempotencyKey, responseUrl, until: new Date('2026-11-22T10:00:00Z') });
}

it('keeps what takes long, as long as it takes', async () => {
  // What cannot be undone asks Slack anew who someone is.
  app.slack.fault({ method: 'users.info', times: 1, how: { kind: 'late', ms: 1_200 } });
  const answer = app.say(ADMIN, '/project open');
  await app.slack.until('the record', async () => (await kept().countDocuments()) === 1);
  expect(await answer).toContain('open');
  await app.slack.until('no record', async () => (await kept().countDocuments()) === 0);
});

it('costs the database nothing where it takes no time', async () => {
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  expect(await kept().countDocuments()).toBe(0);
});

it('tells someone once that what they sent was lost with its process', async () => {
  await leaveBehind('command:lost');
  await app.moveMinutes(1);
  await app.slack.until('the word', () => answers().some((text) => text.startsWith('Nothing was saved')));
  await app.moveMinutes(1);
  expect(answers().filter((text) => text.startsWith('Nothing was saved'))).toHaveLength(1);
  expect(await kept().countDocuments()).toBe(0);
});

it('tells someone that what they sent is stored though its process died', async () => {
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  const change = await app.connection.collection('changes').findOne({ kind: 'added' });
  await leaveBehind(String(change?.['idempotencyKey']));
  await app.moveMinutes(1);
  await app.slack.until('the word', () => answers().some((text) => text.startsWith('It is saved')));
});
