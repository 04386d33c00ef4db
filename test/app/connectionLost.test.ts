import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { isDatabaseAway } from '../../src/platform/mongo/connection.ts';
import { CHANNEL, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness({}, { overWire: true });
  await app.openProject();
});
afterEach(async () => {
  app.wire.mend();
  await app.stop();
});

const answers = () =>
  app.slack.calls.filter(({ method }) => method === 'response_url').map(({ args }) => String(args['text']));

/** Types a command; all that was answered to it by the time that `last` was. */
async function type(line: string): Promise<(last: RegExp) => Promise<readonly string[]>> {
  const before = answers().length;
  await app.slack.person(LEAD).command(CHANNEL, line);
  return (last) =>
    app.slack.until(
      `an answer like ${last}`,
      () => {
        const told = answers().slice(before);
        return told.some((text) => last.test(text)) && told;
      },
      25_000,
    );
}

/** The wire was just mended: the driver may need a moment to see it. */
async function stored(): Promise<readonly string[]> {
  try {
    const rows = await app.connection.collection('milestones').find().toArray();
    return rows.map((row) => String(row['title']));
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return stored();
  }
}

it('says that nothing is saved when the connection breaks in the middle of saving', async () => {
  app.wire.cutAt('insert\u0000\u0008\u0000\u0000\u0000changes', 'before');
  const told = await type('/milestone add 4 Dec Draft');
  expect(await told(/./)).toEqual([expect.stringContaining('Not saved')]);
  app.wire.mend();
  // What the broken attempt had locked is free again.
  await (await type('/milestone add 4 Dec Once more'))(/Added milestone #1/);
  expect(await stored()).toEqual(['Once more']);
});

it.each(['before', 'after'] as const)(
  'finds out what came of a change whose connection broke just %s the database had its last step',
  async (when) => {
    app.wire.cutAt('commitTransaction', when);
    const told = await type('/milestone add 4 Dec Draft');
    expect(await told(/./)).toEqual([expect.not.stringMatching(/cannot reach|Added/)]);
    app.wire.mend();
    expect((await told(/Added milestone #1/)).filter((text) => /cannot reach|twice/.test(text))).toEqual([]);
    expect(await stored()).toEqual(['Draft']);
    await app.settled();
    expect(app.updates().filter(({ text }) => text.includes('Draft'))).toHaveLength(1);
  },
);

it('logs nothing of what was to be saved', async () => {
  app.wire.cutAt('Secret title', 'before');
  const told = await type('/milestone add 4 Dec Secret title');
  expect(await told(/./)).toEqual([expect.stringContaining('Not saved')]);
  const failed = app.logged().find(({ msg }) => msg === 'A fault');
  expect(failed?.['err']).toMatchObject({
    type: expect.stringMatching(/^Mongo/),
    stack: expect.stringContaining('at '),
  });
  expect(JSON.stringify(app.logged())).not.toContain('Secret title');
});

it('never says of a change that is saved that it is not', async () => {
  const admin = app.slack.person(LEAD);
  await admin.command(CHANNEL, '/milestone add');
  await app.slack.until('the form', () => admin.topView()?.payload['callback_id'] === 'milestone_add_form');
  // What is read for the answer comes after what was saved.
  app.wire.cutAt('commitTransaction', 'past');
  const { answer } = await admin.submit({ title: 'Draft', due: '2026-12-04' });
  app.wire.mend();
  expect(answer).not.toContain('Not saved');
  expect(await stored()).toEqual(['Draft']);
});

it('says in App Home that the database is away', async () => {
  app.wire.cutAt('homes', 'before');
  await app.slack.person(LEAD).openHome();
  const home = await app.slack.until('the Home', () => app.slack.home(LEAD), 10_000);
  expect(JSON.stringify(home.payload)).toContain('Milepost cannot reach its database just now');
  app.wire.mend();
  await app.slack.person(LEAD).openHome();
  await app.slack.until('the Home', () => JSON.stringify(app.slack.home(LEAD)?.payload).includes('Atlas'));
});
