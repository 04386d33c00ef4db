import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness();
  await app.openProject();
  await app.say(LEAD, '/milestone add 4 Dec First draft');
  await app.settled();
});
afterEach(() => app.stop());

const answers = () =>
  app.slack
    .person(LEAD)
    .sees(CHANNEL)
    .filter(({ onlyFor }) => onlyFor === LEAD)
    .map(({ text }) => text);

it.each(['/milestone add', '/milestone edit 1', '/milestone plan', '/milestone remove 1'])(
  '%s whose form does not open says that nothing was changed',
  async (line) => {
    const before = answers().length;
    app.slack.fault({ method: 'views.open', times: 5, how: { kind: 'error', error: 'internal_error' } });
    await app.slack.person(LEAD).command(CHANNEL, line);
    const words = await app.slack.until('the words', () => answers()[before]);
    expect(words).not.toContain('whether it was saved');
    expect(words).toMatch(/Nothing was (?:changed|saved)|try again/i);
  },
);

it('a list that cannot be read says that nothing was changed', async () => {
  await app.connection.collection('projects').updateMany({}, { $set: { timeZone: 'Nowhere/Land' } });
  const words = await app.say(LEAD, '/milestone list');
  expect(words).toContain('Nothing was changed. Please try again');
});
