import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../sandbox/types.ts';
import { CHANNEL, formOf, type Harness, LEAD, startHarness } from '../support/harness.ts';

/** What Slack does a few times a day, and worse, to an app that has opened its connections itself. */
let app: Harness;
beforeAll(async () => {
  app = await startHarness({ SLACK_APP_TOKEN: 'xapp-test', SLACK_SIGNING_SECRET: '' });
  await app.openProject();
});
afterAll(() => app.stop());

const titles = async () =>
  (await app.connection.collection('milestones').find({}).sort({ number: 1 }).toArray()).map(({ title }) => title);
const lead = () => app.slack.person(LEAD);
const twoConnections = () => app.slack.until('two connections', () => app.slack.socket.connections() === 2, 15_000);

describe('the app in Socket Mode', () => {
  it('holds two connections', twoConnections);

  it('answers a command, and the channel learns of it', async () => {
    expect(await app.say(LEAD, '/milestone add 2026-12-04 First draft')).toContain('Added milestone #1 “First draft”');
    await app.settled();
    expect(app.updates().at(-1)?.text).toContain('Milestone #1 added by Mira Valdane: First draft');
    expect(app.slack.deliveries.every(({ envelopeId }) => envelopeId !== undefined)).toBe(true);
  });

  it('says what is wrong under the field at fault, and takes the form once it is right', async () => {
    await lead().command(CHANNEL, '/milestone add');
    await app.slack.until('the form', () => formOf(lead()));
    await lead().submit({ title: 'Interviews', due: '2026-11-21' });
    expect(lead().topView()?.errors['due']).toContain('is in the past');
    await lead().submit({ due: '2026-12-11' });
    expect(lead().topView()).toBeUndefined();
    await app.slack.until('the answer', () =>
      lead()
        .sees(CHANNEL)
        .some(({ text }) => text.includes('Added milestone #2')),
    );
    expect(await titles()).toEqual(['First draft', 'Interviews']);
  });

  it('takes a button', async () => {
    await app.say(LEAD, '/milestone add 04/12 Second draft');
    const question = await app.slack.until('the question', () =>
      lead()
        .sees(CHANNEL)
        .findLast(({ blocks }) => JSON.stringify(blocks).includes('day_choice')),
    );
    await lead().act({ channelId: CHANNEL, ts: question.ts, blockId: 'day_choice' }, 'milestone_add_on_1');
    await app.slack.until('the answer', () =>
      lead()
        .sees(CHANNEL)
        .some(({ text }) => text.includes('Added milestone #3')),
    );
    expect(await titles()).toContain('Second draft');
  });

  it('changes once when the same envelope comes twice', async () => {
    await app.say(LEAD, '/milestone add 2026-12-14 Only once');
    const command = app.slack.deliveries.findLast(({ kind }) => kind === 'command');
    if (command !== undefined) await app.slack.redeliver(command);
    await app.slack.until('word of it', () =>
      lead()
        .sees(CHANNEL)
        .some(({ text }) => text.includes('received this twice')),
    );
    expect((await titles()).filter((title) => title === 'Only once')).toHaveLength(1);
  });
});

describe('while a connection is renewed', () => {
  it('commands, forms and events come over the other one: nothing is lost', async () => {
    await twoConnections();
    await lead().command(CHANNEL, '/milestone add');
    await app.slack.until('the form', () => formOf(lead()));
    const began = app.slack.deliveries.length;
    app.slack.socket.refresh();
    await app.slack.until('the renewal', () => app.slack.socket.connections() === 1);
    const submitted = await lead().submit({ title: 'Over the other one', due: '2026-12-11' });
    const opened = await lead().openHome();
    expect(await app.say(LEAD, '/milestone add 2026-12-12 And this')).toContain('“And this”');
    expect([submitted, opened].map(({ status }: Delivery) => status)).toEqual([200, 200]);
    expect(app.slack.deliveries.slice(began).filter(({ failure }) => failure !== undefined)).toEqual([]);
    expect(await titles()).toEqual(expect.arrayContaining(['Over the other one', 'And this']));
    await twoConnections();
  });

  it('what was on its way on a connection that breaks is saved at most once', async () => {
    const inFlight = Array.from({ length: 6 }, (_, index) =>
      lead().command(CHANNEL, `/milestone add 2026-12-15 In flight ${index}`),
    );
    app.slack.socket.refresh();
    const taken = (await Promise.all(inFlight)).filter(({ failure }) => failure === undefined);
    await app.slack.until('an answer to each that was taken', () => {
      const answers = lead()
        .sees(CHANNEL)
        .filter(({ text }) => /Added milestone .*In flight/.test(text));
      return answers.length >= taken.length;
    });
    const saved = (await titles()).filter((title) => String(title).startsWith('In flight'));
    expect(saved.length).toBeGreaterThanOrEqual(taken.length);
    expect(new Set(saved).size).toBe(saved.length);
    await twoConnections();
  });
});

it('comes back by itself when every connection is cut', async () => {
  app.slack.socket.cut();
  await app.slack.until('the cut', () => app.slack.socket.connections() === 0);
  expect((await lead().command(CHANNEL, '/milestone list')).failure).toBe('connection_failed');
  await twoConnections();
  expect(await app.say(LEAD, '/milestone list')).toContain('First draft');
}, 20_000);
