import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Message, User } from '../../sandbox/slack/types.ts';
import {
  ADMIN,
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  STRANGER,
  startHarness,
  THIRD_PARTY,
} from '../support/harness.ts';

const EXPERTS = [LEAD, INVITEE, THIRD_PARTY];
/** A client whose home is another workspace. */
const PARTNER = 'U0PARTNER';

let app: Harness;
let number = 0;
beforeAll(async () => {
  app = await startHarness();
  const model = app.slack.users.find(({ id }) => id === CLIENT);
  if (model)
    (app.slack.users as User[]).push({ ...model, id: PARTNER, teamId: 'T0PARTNER', displayName: 'Pia Ostrand' });
  app.slack.channels.find(({ id }) => id === CHANNEL)?.members.push(PARTNER);
  await app.openProject({ clients: [CLIENT, PARTNER] });
});
beforeEach(async () => {
  // Somebody has answered what was asked before: a person may have a few open requests.
  await app.connection.collection('requests').updateMany({}, { $set: { state: 'declined' } });
  // What a test before this one left to tell would join the update of this one.
  await app.settled();
  number += 1;
  await app.slack.person(LEAD).command(CHANNEL, '/milestone add 2026-12-04 First draft');
  await told(LEAD, `Added milestone #${number} `);
  await app.settled();
});
afterAll(() => app.stop());

const directs = (userId: string) => app.slack.messages(`D${userId.slice(1)}`);
const lastDirect = (userId: string) => directs(userId).at(-1);
const place = (message: Message | undefined) => ({ channelId: message?.channelId ?? '', ts: message?.ts ?? '' });
const thread = () => app.posts().filter(({ threadTs }) => threadTs !== undefined && threadTs === app.board()?.ts);
const lastUpdate = () => app.updates().findLast(({ threadTs }) => threadTs === undefined);
const requests = () => app.connection.collection('requests').find({}).sort({ _id: 1 }).toArray();
const lastRequest = async () => (await requests()).at(-1);
const milestone = () => app.connection.collection('milestones').findOne({ number });
const kinds = async () =>
  (await app.connection.collection('changes').find({}).sort({ seq: 1 }).toArray()).map(({ kind }) => kind);
const told = (userId: string, words: string, channelId = CHANNEL) =>
  app.slack.until(words, () =>
    app.slack
      .person(userId)
      .sees(channelId)
      .find(({ text }) => text.includes(words)),
  );

async function pressFor(userId: string, message: Message | undefined, actionId: string) {
  const person = app.slack.person(userId);
  expect(person.topView()).toBeUndefined();
  await person.act(place(message), actionId);
  await app.slack.until(`the form of ${actionId}`, () => formOf(person));
  return person;
}

/** The client asks from the newest update, for which the milestone is chosen already. */
async function ask(text: string, userId = CLIENT) {
  const person = await pressFor(userId, lastUpdate(), 'milestone_ask');
  const delivery = await person.submit({ text });
  await told(userId, `The experts are told that you ask for a change of milestone #${number}.`);
  await app.settled();
  return delivery;
}

describe('a client who asks for a change from an update', () => {
  it('is heard in the thread of the board, and each expert is told with the buttons to answer', async () => {
    const posts = app.updates().length;
    await ask('Please hand it in a week earlier: our <!channel> board meets on *1 December*.');
    await told(CLIENT, `The experts are told that you ask for a change of milestone #${number}.`);
    expect(await lastRequest()).toMatchObject({
      milestoneNumber: number,
      by: { userId: CLIENT },
      state: 'open',
      version: 1,
    });
    expect((await kinds()).at(-1)).toBe('asked');

    expect(app.updates()).toHaveLength(posts + 1);
    const reply = thread().at(-1);
    expect(reply?.text).toBe(
      [
        `*Clara Wendmoor* asks for a change of milestone #${number}:`,
        '&gt; Please hand it in a week earlier: our &lt;!channel&gt; board meets on *1 December*.',
        `#${number} First draft – expected Fri 4 Dec 2026, due in 10 working days`,
        'The experts are told; one of them will change it or say why not.',
      ].join('\n'),
    );
    for (const expert of EXPERTS) {
      const message = lastDirect(expert);
      expect(message?.text).toContain(`*Clara Wendmoor* asks for a change of milestone #${number} of *Atlas*:`);
      expect(message?.text).toContain('our &lt;!channel&gt; board');
      const shown = JSON.stringify(message?.blocks);
      expect(shown).toContain('request_change');
      expect(shown).toContain('request_decline');
    }
  });

  it('reads what is wrong under the field, and nothing is stored', async () => {
    const before = await requests();
    const client = await pressFor(CLIENT, lastUpdate(), 'milestone_ask');
    await client.submit({ text: 'x'.repeat(1001) });
    expect(client.topView()?.errors).toEqual({ text: 'The request has 1001 characters. Shorten it to 1000 at most.' });
    await client.submit({ text: '   ' });
    expect(client.topView()?.errors).toEqual({ text: 'Write what should change.' });
    await client.closeView();
    expect(await requests()).toEqual(before);
  });

  it('asks once when the form is delivered twice', async () => {
    const before = (await requests()).length;
    const delivery = await ask('Only once, please');
    await app.slack.redeliver(delivery);
    await app.settled();
    expect(await requests()).toHaveLength(before + 1);
    expect(thread().filter(({ text }) => text.includes('Only once'))).toHaveLength(1);
    expect(directs(LEAD).filter(({ text }) => text.includes('Only once'))).toHaveLength(1);
  });

  it('reads that the milestone was removed meanwhile', async () => {
    const client = await pressFor(CLIENT, lastUpdate(), 'milestone_ask');
    const expert = app.slack.person(LEAD);
    await expert.command(CHANNEL, `/milestone remove ${number}`);
    await app.slack.until('the question', () => formOf(expert));
    await expert.submit({});
    await client.submit({ text: 'Too late' });
    expect(client.topView()?.errors).toEqual({
      milestone: expect.stringContaining(`Milestone #${number} was removed. /milestone history shows by whom`),
    });
    await client.closeView();
  });

  it('may be of another workspace', async () => {
    await ask('From the other side', PARTNER);
    expect(thread().at(-1)?.text).toContain('*Pia Ostrand* asks for a change');
    expect(await lastRequest()).toMatchObject({ by: { userId: PARTNER, teamId: 'T0PARTNER' } });
  });
});

describe('an expert who answers with Change it', () => {
  it('gets the edit form; what is saved answers the request, and the asker is told', async () => {
    await ask('A week later, please');
    const mine = lastDirect(INVITEE);
    const expert = await pressFor(INVITEE, mine, 'request_change');
    const form = JSON.stringify(expert.topView()?.payload);
    for (const words of ['Project Atlas', '*Clara Wendmoor* asks for a change']) expect(form).toContain(words);
    expect(expert.topView()?.payload['callback_id']).toBe('milestone_edit_form');
    await expert.submit({ due: '2026-12-11' });
    await app.settled();
    expect(expert.topView()).toBeUndefined();

    const { _id: id } = (await lastRequest()) ?? {};
    expect(await lastRequest()).toMatchObject({ state: 'changed', version: 2, answeredBy: { userId: INVITEE } });
    expect(await milestone()).toMatchObject({ due: '2026-12-11' });
    const change = await app.connection.collection('changes').findOne({ changeRequestId: String(id), kind: 'edited' });
    expect(change).toMatchObject({ kind: 'edited', milestoneNumber: number, note: 'As Clara Wendmoor asked.' });
    expect(lastUpdate()?.text).toContain('As Clara Wendmoor asked.');
    expect(thread().at(-1)?.text).toContain(`*Tomas Ferrik* changed milestone #${number}, as Clara Wendmoor asked.`);
    expect(lastDirect(CLIENT)?.text).toBe(
      [
        `*Tomas Ferrik* changed milestone #${number}, as you asked, in *Atlas*.`,
        `#${number} First draft – expected Fri 11 Dec 2026, due in 15 working days`,
        'You asked:',
        '&gt; A week later, please',
      ].join('\n'),
    );
    await told(INVITEE, `Milestone #${number} “First draft” is saved`, mine?.channelId);
  });

  it('after a colleague did, reads who answered; a form opened before saves nothing', async () => {
    await ask('Shorter title, please');
    const slow = await pressFor(THIRD_PARTY, lastDirect(THIRD_PARTY), 'request_change');
    const quick = await pressFor(LEAD, lastDirect(LEAD), 'request_decline');
    await quick.submit({ reason: 'The title is fine' });
    await slow.submit({ title: 'Draft' });
    expect(slow.topView()?.errors['title']).toContain('Mira Valdane answered this request already');
    await slow.closeView();
    expect(await milestone()).toMatchObject({ title: 'First draft' });
    await app.settled();

    const message = directs(INVITEE).findLast(({ text }) => text.includes('Shorter title'));
    for (const button of ['request_change', 'request_decline']) {
      await app.slack.person(INVITEE).act(place(message), button);
      await told(INVITEE, 'Mira Valdane answered this request already: nothing was changed', message?.channelId);
    }
    expect(app.slack.views(INVITEE)).toEqual([]);
  });

  it('is not held up by the request itself when a form was open before it was asked', async () => {
    const expert = app.slack.person(LEAD);
    await expert.command(CHANNEL, `/milestone edit ${number}`);
    await app.slack.until('the form', () => formOf(expert));
    await ask('Meanwhile');
    await expert.submit({ title: 'Saved all the same' });
    expect(expert.topView()).toBeUndefined();
    expect(await milestone()).toMatchObject({ title: 'Saved all the same' });
  });

  it('keeps the link to the request when the form comes back', async () => {
    await ask('Earlier');
    const slow = await pressFor(INVITEE, lastDirect(INVITEE), 'request_change');
    const quick = app.slack.person(LEAD);
    await quick.command(CHANNEL, `/milestone edit ${number}`);
    await app.slack.until('the form', () => formOf(quick));
    await quick.submit({ title: 'Other title' });
    await slow.submit({ due: '2026-12-01' });
    expect(JSON.stringify(slow.topView()?.payload)).toContain('Mira Valdane changed milestone');
    await slow.submit({ due: '2026-12-01' });
    expect(slow.topView()).toBeUndefined();
    expect(await lastRequest()).toMatchObject({ state: 'changed', answeredBy: { userId: INVITEE } });
  });

  it('reads that the milestone was removed meanwhile, and can still decline', async () => {
    await ask('Earlier, please');
    const expert = app.slack.person(LEAD);
    await expert.command(CHANNEL, `/milestone remove ${number}`);
    await app.slack.until('the question', () => formOf(expert));
    await expert.submit({});
    await app.settled();
    const message = directs(INVITEE).findLast(({ text }) => text.includes('Earlier, please'));
    await app.slack.person(INVITEE).act(place(message), 'request_change');
    await told(INVITEE, `Milestone #${number} was removed`, message?.channelId);
    const declining = await pressFor(INVITEE, message, 'request_decline');
    await declining.submit({ reason: 'It is no longer part of the plan' });
    expect(await lastRequest()).toMatchObject({ state: 'declined' });
  });
});

describe('an expert who declines', () => {
  it('gives a reason, and the asker is told', async () => {
    await ask('Tomorrow, please');
    const mine = lastDirect(LEAD);
    const expert = await pressFor(LEAD, mine, 'request_decline');
    expect(JSON.stringify(expert.topView()?.payload)).toContain('Tomorrow, please');
    await expert.submit({ reason: ' ' });
    expect(expert.topView()?.errors).toEqual({ reason: 'Write a few words: whoever asked reads them.' });
    await expert.submit({ reason: 'x'.repeat(501) });
    expect(expert.topView()?.errors['reason']).toContain('The answer has 501 characters');
    const delivery = await expert.submit({ reason: 'The figures come in on *Thursday*' });
    await app.slack.redeliver(delivery);
    await app.settled();

    expect(await lastRequest()).toMatchObject({
      state: 'declined',
      reason: 'The figures come in on *Thursday*',
      version: 2,
    });
    expect((await kinds()).at(-1)).toBe('declined');
    expect(await milestone()).toMatchObject({ due: '2026-12-04' });
    expect(lastDirect(CLIENT)?.text).toBe(
      [
        `*Mira Valdane* declined your request about milestone #${number}, in *Atlas*.`,
        'The reason:',
        '&gt; The figures come in on *Thursday*',
        'You asked:',
        '&gt; Tomorrow, please',
      ].join('\n'),
    );
    expect(thread().at(-1)?.text).toContain(`declined the request of Clara Wendmoor about milestone #${number}`);
    await told(LEAD, 'Clara Wendmoor is told.', mine?.channelId);
    const history = await app.say(CLIENT, `/milestone history ${number}`);
    expect(history).toContain(`Mira Valdane declined a request about milestone #${number} (“The figures`);
    expect(history).toContain(`Clara Wendmoor asked for a change of milestone #${number} (“Tomorrow, please”)`);
  });
});

describe('a request about the plan as a whole', () => {
  it('comes from the board, is answered in words, and offers no edit form', async () => {
    const client = await pressFor(CLIENT, app.board(), 'milestone_ask');
    await expect(client.submit({ text: 'No milestone chosen' })).rejects.toThrow('must not be empty');
    await client.submit({ milestone: 'plan', text: 'Could there be one per week?' });
    await app.settled();
    expect((await lastRequest())?.['milestoneNumber']).toBeUndefined();
    expect(thread().at(-1)?.text).toContain('*Clara Wendmoor* asks for a change of the plan as a whole:');
    const mine = lastDirect(THIRD_PARTY);
    expect(JSON.stringify(mine?.blocks)).not.toContain('request_change');
    const expert = await pressFor(THIRD_PARTY, mine, 'request_decline');
    await expert.submit({ reason: 'Yes, from next week on' });
    await app.settled();
    expect(lastDirect(CLIENT)?.text).toContain(
      '*Anjali Morwen* answered your request about the plan as a whole, in *Atlas*.',
    );
    expect(await app.say(CLIENT, '/milestone history')).toContain(
      'Clara Wendmoor asked for a change of the plan (“Could',
    );
  });
});

describe('who may ask', () => {
  it('an admin and an expert, who is not told of the own request', async () => {
    await ask('From the admin', ADMIN);
    expect(await lastRequest()).toMatchObject({ by: { userId: ADMIN } });
    const before = directs(LEAD).length;
    await ask('From the lead', LEAD);
    expect(directs(LEAD)).toHaveLength(before);
    expect(lastDirect(INVITEE)?.text).toContain('From the lead');
    expect(await app.say(LEAD, '/milestone undo')).toContain('Undone: ');
  });

  it('no stranger: told in private, and no form opens', async () => {
    await app.slack.person(STRANGER).act(place(lastUpdate()), 'milestone_ask');
    await told(STRANGER, 'You are not on the project “Atlas”');
    expect(app.slack.views(STRANGER)).toEqual([]);
  });

  it('no one answers who is no expert any more', async () => {
    await ask('For the experts');
    const mine = lastDirect(THIRD_PARTY);
    const declining = await pressFor(THIRD_PARTY, mine, 'request_decline');
    const projects = app.connection.collection<{ people: { userId: string; role: string }[] }>('projects');
    const role = async (now: string) => {
      const people = (await projects.findOne({}))?.people ?? [];
      const changed = people.map((person) => (person.userId === THIRD_PARTY ? { ...person, role: now } : person));
      await projects.updateOne({}, { $set: { people: changed } });
    };
    await role('client');
    await declining.submit({ reason: 'Not mine to say any more' });
    expect(declining.topView()?.errors['reason']).toContain('Only the experts of “Atlas” change milestones');
    await declining.closeView();
    for (const button of ['request_change', 'request_decline']) {
      await declining.act(place(mine), button);
      await told(THIRD_PARTY, 'Only the experts of “Atlas”', mine?.channelId);
    }
    expect(app.slack.views(THIRD_PARTY)).toEqual([]);
    expect(await lastRequest()).toMatchObject({ state: 'open' });
    await role('third-party');
  });

  it('no one once the project is closed; messages from before answer plainly', async () => {
    await ask('Before the end');
    const mine = lastDirect(LEAD);
    await app.connection.collection('projects').updateMany({}, { $set: { status: 'closed', live: false } });
    const before = await requests();
    await app.slack.person(CLIENT).act(place(lastUpdate()), 'milestone_ask');
    await told(CLIENT, 'The project “Atlas” is closed');
    await app.slack.person(LEAD).act(place(mine), 'request_decline');
    await told(LEAD, 'The project “Atlas” is closed', mine?.channelId);
    expect(await requests()).toEqual(before);
    await app.connection.collection('projects').updateMany({}, { $set: { status: 'open', live: true } });
  });
});

describe('someone who asks again and again', () => {
  it('is heard five times; then one of the five is answered first', async () => {
    for (let count = 1; count <= 5; count++) await ask(`Request ${count}`);
    const before = await requests();
    const client = await pressFor(CLIENT, lastUpdate(), 'milestone_ask');
    await client.submit({ text: 'Request 6' });
    expect(client.topView()?.errors['text']).toContain('5 of your requests wait for an answer');
    await client.closeView();
    expect(await requests()).toEqual(before);
    // Others are heard as before.
    await ask('From someone else', PARTNER);
  });
});

describe('the thread under the board', () => {
  const newest = () => app.posts().filter(({ text }) => text.includes('Into the dark'));

  it('is searched when an attempt ended without an answer, so that nothing is said twice', async () => {
    const client = await pressFor(CLIENT, lastUpdate(), 'milestone_ask');
    // The private answer comes by another method; the thread's post is cut off.
    app.slack.fault({ method: 'chat.postMessage', times: 4, how: { kind: 'cut' } });
    await client.submit({ text: 'Into the dark' });
    await app.settled();
    app.slack.clearFaults();
    expect(app.slack.calls.map(({ method }) => method)).toContain('conversations.replies');
    expect(newest()).toHaveLength(1);
    expect(newest()[0]?.threadTs).toBe(app.board()?.ts);
    for (const expert of EXPERTS)
      expect(directs(expert).filter(({ text }) => text.includes('Into the dark'))).toHaveLength(1);
  });

  it('is left for the channel when the board was deleted', async () => {
    const projects = app.connection.collection('projects');
    const boardTs = (await projects.findOne({}))?.['boardTs'];
    await projects.updateOne({}, { $set: { boardTs: '1.000001' } });
    await ask('No thread to be found');
    await projects.updateOne({}, { $set: { boardTs } });
    const posts = app.posts().filter(({ text }) => text.includes('No thread to be found'));
    expect(posts.map(({ threadTs }) => threadTs)).toEqual([undefined]);
  });
});
