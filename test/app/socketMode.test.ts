import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../sandbox/slack/types.ts';
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

describe('a message with no valid envelope or payload', () => {
  const envelope = (type: string, payload: unknown) => JSON.stringify({ type, envelope_id: 'odd', payload });
  it.each([
    ['null', 'null'],
    ['nothing', ''],
    ['no JSON', '{"type":'],
    ['bytes', Buffer.from([0, 255])],
    ['a list', '[]'],
    ['no type', '{}'],
    ['a type of tomorrow', envelope('of_tomorrow', {})],
    ["the name of the client's own event", envelope('close', {})],
    ["the name of another of the client's events", envelope('ws_message', {})],
    ['no envelope id', '{"type":"events_api","payload":{}}'],
    ['a payload of null', envelope('slash_commands', null)],
    ['an interaction of null', envelope('interactive', null)],
    ['an event payload of null', envelope('events_api', null)],
    ['an empty event payload', envelope('events_api', {})],
    ['an event of null', envelope('events_api', { event: null })],
    ['an event without a type', envelope('events_api', { event: {} })],
    ['a command without words', envelope('slash_commands', { command: '/milestone' })],
  ])('(%s) is ignored with one line in the log', async (_, message) => {
    await twoConnections();
    const ignored = () =>
      app.logged().filter(({ msg }) => String(msg).startsWith('A message over Socket Mode is ignored'));
    const before = ignored().length;
    app.slack.socket.sendRaw(message);
    await app.slack.until('the line in the log', () => ignored().length > before);
    expect(ignored().length).toBe(before + 1);
    expect(app.slack.socket.connections()).toBe(2);
    expect(await app.say(LEAD, '/milestone help')).toContain('/milestone add');
  });

  it('that is too long ends its connection, and another is opened', async () => {
    await twoConnections();
    app.slack.socket.sendRaw(envelope('events_api', { event: { type: 'x'.repeat(600_000) } }));
    await app.slack.until('the end of the connection', () => app.slack.socket.connections() === 1);
    expect(await app.say(LEAD, '/milestone help')).toContain('/milestone add');
    await twoConnections();
  });

  it('of an event by a name that the client uses itself reaches Bolt and nothing else', async () => {
    for (const type of ['close', 'disconnected', 'error', 'ws_message', 'connected', 'received']) {
      app.slack.socket.sendRaw(envelope('events_api', { team_id: 'T0AGENCY', event: { type } }));
    }
    expect(await app.say(LEAD, '/milestone help')).toContain('/milestone add');
    expect(app.slack.socket.connections()).toBe(2);
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

it('delivers and reminds while Slack refuses the app token, and says so once', async () => {
  await twoConnections();
  await app.say(LEAD, '/milestone add 2026-12-16 Told later');
  await app.connection.collection('projects').updateMany({}, { $set: { quietSeconds: 60 } });
  await app.say(LEAD, '/milestone add 2026-12-17 Told without a connection');
  app.slack.fault({ method: 'apps.connections.open', times: 1_000, how: { kind: 'error', error: 'invalid_auth' } });
  app.slack.socket.cut();
  const refused = () => app.logged().filter(({ msg }) => String(msg).startsWith('Slack refuses SLACK_APP_TOKEN'));
  await app.slack.until('the refusal in the log', () => refused().length > 0);
  await app.moveMinutes(2);
  await app.settled();
  expect(app.updates().at(-1)?.text).toContain('Told without a connection');
  await app.remindersAt('2026-12-02T08:00');
  const direct = app.slack.channels.find(({ kind, members }) => kind === 'im' && members.includes(LEAD));
  expect(app.posts(direct?.id).at(-1)?.text).toMatch(/are due in 2 working days/);
  expect(refused().length).toBe(1);
  expect((await app.get('/healthz')).status).toBe(200);
});
