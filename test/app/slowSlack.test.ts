import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN, CHANNEL, CLIENT, formOf, type Harness, LEAD, startHarness } from '../support/harness.ts';

/** Slack takes its time for every call; a trigger lives for three seconds all the same. */
const SLOW_MS = 2_000;

let app: Harness;

beforeAll(async () => {
  app = await startHarness();
  await app.openProject();
  await app.say(LEAD, '/milestone add 2026-12-04 First draft');
  await app.settled();
});
afterAll(() => app.stop());

const slowly = async <T>(work: () => Promise<T>): Promise<T> => {
  // Nobody is remembered any more.
  await app.moveMinutes(6);
  for (const method of ['users.info', 'views.open', 'views.update']) {
    app.slack.fault({ method, times: 100, how: { kind: 'late', ms: SLOW_MS } });
  }
  return work().finally(() => app.slack.clearFaults());
};

it.each([
  [LEAD, '/milestone add', 'Add a milestone'],
  [LEAD, '/milestone edit 1', 'First draft'],
  [LEAD, '/milestone plan', 'plan'],
  [ADMIN, '/project settings', 'Quiet time'],
  [ADMIN, '/project people', 'project_people_form'],
])('%s, %s: the form opens in time', async (userId, line, words) => {
  await slowly(async () => {
    const person = app.slack.person(userId);
    await person.command(CHANNEL, line);
    const form = await app.slack.until('the form', () => formOf(person), 15_000);
    expect(JSON.stringify(form.payload)).toContain(words);
    await person.closeView();
  });
});

it('a client is told why there is no form', async () => {
  await slowly(async () => {
    const person = app.slack.person(CLIENT);
    await person.command(CHANNEL, '/milestone add');
    await app.slack.until('the reason', () =>
      JSON.stringify([person.topView()?.payload, person.sees(CHANNEL).at(-1)]).includes('Only the experts'),
    );
  });
});
