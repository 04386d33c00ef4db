import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ADMIN,
  CHANNEL,
  CLIENT,
  formOf,
  type Harness,
  INVITEE,
  LEAD,
  OFFICE,
  startHarness,
} from '../support/harness.ts';

let app: Harness;
beforeEach(async () => {
  app = await startHarness({ ADMIN_USER_IDS: ADMIN });
  await app.openProject();
});
afterEach(() => app.stop());

const told = (words: string, channelId = CHANNEL) => app.posts(channelId).filter(({ text }) => text.includes(words));
const direct = (userId: string) =>
  app.slack.channels
    .filter(({ kind, members }) => kind === 'im' && members[0] === userId)
    .flatMap(({ id }) => app.posts(id));
const onHold = (userId = ADMIN) => direct(userId).filter(({ text }) => text.includes('on hold'));
const subscriptions = () => app.connection.collection<{ _id: string }>('subscriptions');
const suspended = () => subscriptions().countDocuments({ suspendedAt: { $exists: true } });
const posted = () => app.slack.calls.filter(({ method, answer }) => method === 'chat.postMessage' && answer['ok']);

/** Everything is sent, or lies on hold. */
async function resting(): Promise<void> {
  const busy = () => subscriptions().countDocuments({ pending: true, suspendedAt: { $exists: false } });
  while ((await busy()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** A second project, in another channel. */
async function setUpBoreal(): Promise<void> {
  await app.slack.invite(OFFICE, ADMIN);
  const admin = app.slack.person(ADMIN);
  await admin.command(OFFICE, '/project setup');
  await app.slack.until('the form', () => formOf(admin));
  await admin.submit({
    name: 'Boreal',
    clients: [CLIENT],
    leads: [LEAD],
    startDate: '2026-11-16',
    completionDate: '2026-12-18',
    timeZone: 'Europe/Berlin',
  });
}

describe('a channel that Slack asks to wait for', () => {
  it('waits as long as Slack says, and holds no other channel up', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'rate-limit', retryAfter: 3000 } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('the refusal', () => app.slack.calls.some(({ status }) => status === 429));
    await setUpBoreal();
    await app.slack.until('the other channel', () => told('Boreal', OFFICE).length > 0);
    expect(told('Milestone #1 added')).toEqual([]);
    await app.moveMinutes(49);
    expect(told('Milestone #1 added')).toEqual([]);
    await app.moveMinutes(2);
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
  });
});

describe('a person on two projects', () => {
  it('gets the reminders of both a second apart, however long Slack takes over the first', async () => {
    await app.stop();
    app = await startHarness({ ADMIN_USER_IDS: ADMIN }, { paceMs: 1_000 });
    await app.openProject();
    await setUpBoreal();
    await app.slack.until('the other project', () => told('Boreal', OFFICE).length > 0);
    await app.say(ADMIN, '/project open', OFFICE);
    await app.say(LEAD, '/milestone add 2026-11-23 First draft');
    await app.say(LEAD, '/milestone add 2026-11-23 Interviews', OFFICE);
    await app.settled();
    app.slack.fault({ method: 'chat.postMessage', times: 10, how: { kind: 'slow', ms: 800 } });
    await app.remindersAt('2026-11-23T08:00');
    const [first, second] = direct(LEAD).map(({ ts }) => Number(ts));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(0.9);
  });
});

describe('a channel that cannot be reached', () => {
  it.each([
    ['archived', () => app.slack.archive(CHANNEL), () => app.slack.unarchive(CHANNEL), 'the channel is archived'],
    [
      'without the app',
      () => app.slack.removeBot(CHANNEL),
      () => app.slack.invite(CHANNEL, app.slack.bot.userId),
      'Write `/invite @Milepost` in the channel',
    ],
  ])('%s is laid aside; one admin hears of it once, and resumes it', async (_name, breakIt, mend, words) => {
    await breakIt();
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.say(INVITEE, '/milestone add 2026-12-11 Interviews');
    await resting();
    expect(told('First draft')).toEqual([]);
    expect(await suspended()).toBe(2);
    expect(onHold()).toHaveLength(1);
    expect(onHold()[0]?.text).toContain(words);

    await app.moveMinutes(60);
    await resting();
    expect(onHold()).toHaveLength(1);
    expect(await app.say(ADMIN, '/project delivery')).toContain('On hold since');

    await mend();
    const [message] = onHold();
    if (!message) throw new Error('no message to press a button of');
    const press = { channelId: message.channelId, ts: message.ts };
    await app.slack.person(ADMIN).act(press, 'delivery_retry');
    await app.slack.person(ADMIN).act(press, 'delivery_retry');
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
    expect(told('Milestone #1 added')[0]?.text).toContain('Milestone #2 added');
    expect(app.board()?.text).toContain('#2 Interviews');
    expect(onHold()).toHaveLength(1);
    expect(await app.say(ADMIN, '/project delivery')).toContain('Everything of “Atlas” is delivered');
  });

  it('is laid aside again when it was resumed too early, and says so', async () => {
    await app.slack.archive(CHANNEL);
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await resting();
    const [message] = onHold();
    await app.slack.person(ADMIN).act({ channelId: message?.channelId ?? '', ts: message?.ts ?? '' }, 'delivery_retry');
    await app.slack.until('a second message', () => onHold().length === 2);
    await resting();
    expect(await suspended()).toBeGreaterThan(0);
  });

  it('holds no other channel up', async () => {
    await app.slack.archive(CHANNEL);
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await setUpBoreal();
    await app.slack.until('the other channel', () => told('Boreal', OFFICE).length > 0);
    await resting();
    expect(told('First draft')).toEqual([]);
  });

  it('is told to the next admin where the first cannot be reached', async () => {
    await app.stop();
    app = await startHarness({ ADMIN_USER_IDS: `${ADMIN},${INVITEE}` });
    await app.openProject();
    app.slack.fault({ method: 'conversations.open', times: 1, how: { kind: 'error', error: 'user_disabled' } });
    await app.slack.archive(CHANNEL);
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('the message', () => onHold(INVITEE).length === 1);
    await resting();
    expect(onHold(ADMIN)).toEqual([]);
  });
});

describe('a person who cannot be reached', () => {
  it('is told of to an admin by name, once', async () => {
    const fault = { kind: 'error', error: 'user_disabled' } as const;
    app.slack.fault({ method: 'conversations.open', times: 1, how: fault });
    await app.connection.collection('milestones').deleteMany({});
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    const client = app.slack.person(CLIENT);
    const [update] = told('First draft');
    await client.act({ channelId: CHANNEL, ts: update?.ts ?? '' }, 'milestone_ask');
    await app.slack.until('the form', () => formOf(client));
    await client.submit({ milestone: '1', text: 'Could it be a week earlier?' });
    await app.slack.until('the message to the admin', () => onHold().length === 1);
    await resting();
    expect(onHold()[0]?.text).toContain('user_disabled');
  });
});

describe('a workspace that does not let the app in', () => {
  it('rests, loses nothing, and goes on when it does again', async () => {
    app.slack.fault({ method: 'chat.update', times: 1, how: { kind: 'error', error: 'token_revoked' } });
    app.slack.fault({ method: 'chat.postMessage', times: 50, how: { kind: 'error', error: 'token_revoked' } });
    app.slack.fault({ method: 'auth.test', times: 50, how: { kind: 'error', error: 'token_revoked' } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('a refusal', () => app.slack.calls.some(({ answer }) => answer['error'] === 'token_revoked'));
    await app.say(LEAD, '/milestone add 2026-12-11 Interviews');
    await app.moveMinutes(10);
    const tries = () => app.slack.calls.filter(({ method, answer }) => method.startsWith('chat.') && answer['error']);
    await app.slack.until('the question whether it lets us in', () =>
      app.slack.calls.some(({ method, answer }) => method === 'auth.test' && answer['error']),
    );
    expect(tries().length).toBeLessThanOrEqual(3);

    app.slack.clearFaults();
    await app.moveMinutes(2);
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
    expect(told('Milestone #2 added')).toHaveLength(1);
  });

  it.each([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }],
  ])('is known by the event %s', async (_name, event) => {
    app.slack.fault({ method: 'auth.test', times: 50, how: { kind: 'error', error: 'invalid_auth' } });
    await app.slack.event(event);
    await app.slack.until('the note', () => true);
    while ((await app.connection.collection('workspaces').countDocuments({ stoppedAt: { $exists: true } })) === 0) {
      await app.settledSoon();
    }
    expect(await app.say(ADMIN, '/project delivery')).toContain('Nothing can be delivered');
  });
});

describe('what the app may do too little for', () => {
  it('goes out in mere words where those are allowed', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'error', error: 'missing_scope' } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
    expect(app.logged().some(({ msg }) => String(msg).includes('plainer form'))).toBe(true);
  });
});

describe('a word that may concern one conversation alone', () => {
  // Of some it is the second, plainer form that is refused for good.
  it.each([
    ['no_permission', 2],
    ['access_denied', 1],
    ['missing_scope', 2],
  ])('%s suspends that receiver, tells an admin, and leaves the workspace at work', async (error, times) => {
    app.slack.fault({ method: 'chat.postMessage', times, how: { kind: 'error', error } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('the message to an admin', () =>
      app.slack.messages('D0ADMIN').some(({ text }) => text.includes('are on hold') && text.includes(error)),
    );
    expect(await app.connection.collection('workspaces').countDocuments({ stoppedAt: { $exists: true } })).toBe(0);
    expect(await app.say(ADMIN, '/project delivery')).toContain('On hold');
    const held = app.slack.messages('D0ADMIN').findLast(({ text }) => text.includes('are on hold'));
    await app.slack.person(ADMIN).act({ channelId: 'D0ADMIN', ts: held?.ts ?? '' }, 'delivery_retry');
    await app.slack.until('the update', () => told('Milestone #1 added').length === 1);
  });
});

describe('a channel that takes no links', () => {
  it('gets the words without them, once', async () => {
    app.slack.fault({
      method: 'chat.postMessage',
      times: 1,
      how: { kind: 'error', error: 'slack_connect_file_link_sharing_blocked' },
    });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft of https://northbeam.example/plan');
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
    expect(told('Milestone #1 added')[0]?.text).toContain('https:\u200b//northbeam.example/plan');
    expect(JSON.stringify(told('Milestone #1 added')[0]?.blocks)).not.toContain('<https:');
  });
});

describe('a word that no one knows', () => {
  it('is tried for some minutes; then the receiver is on hold, and an admin reads the word', async () => {
    const tries = 8;
    app.slack.fault({
      method: 'chat.postMessage',
      times: tries,
      how: { kind: 'error', error: 'an_error_of_tomorrow' },
    });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    const notice = () => app.slack.messages('D0ADMIN').find(({ text }) => text.includes('are on hold'));
    // As many minutes as it takes to wait for each try; how long that is lies with the machine.
    const tried = () => app.slack.calls.filter(({ answer }) => answer['error'] === 'an_error_of_tomorrow').length;
    while (tried() < tries) {
      await app.moveMinutes(1);
      await app.settledSoon();
    }
    const { text } = await app.slack.until('the message to an admin', notice);
    expect(text).toContain('a word that Milepost does not know (`an_error_of_tomorrow`)');
    expect((await app.get('/metrics')).text).toMatch(/milepost_slack_errors_total\{class="new"\} 8/);
  });
});

describe('a fault of ours in one entry', () => {
  it('holds up its reader alone, is tried less and less often, and ends when it is mended', async () => {
    const milestones = app.connection.collection('milestones');
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    const broken = () => app.logged().filter(({ msg }) => String(msg).startsWith('A subscription could not be served'));
    await milestones.updateOne({}, { $set: { due: 'no day' } });
    await app.say(INVITEE, '/milestone add 2026-12-11 Interviews');
    await app.slack.until('the update', () => told('Milestone #2 added').length === 1);
    await app.slack.until('the third try', () => broken().length >= 3, 10_000);
    const [first = 0, second = 0, third = 0] = broken().map(({ time }) => Number(time));
    expect(second - first).toBeGreaterThanOrEqual(500);
    expect(third - second).toBeGreaterThanOrEqual(1_000);
    await milestones.updateOne({ number: 1 }, { $set: { due: '2026-12-04' } });
    await app.moveMinutes(10);
    await app.slack.until('the board', () => app.board()?.text.includes('#2 Interviews'));
    await app.settled();
  });
});

describe('an entry that cannot be read', () => {
  it('keeps no other waiting; an admin hears of it once, and can look it up', async () => {
    await app.connection.collection('projects').updateMany({}, { $set: { quietSeconds: 300 } });
    const log = app.connection.collection('changes');
    for (const title of ['First draft', 'Interviews', 'Report', 'Handover']) {
      await app.say(LEAD, `/milestone add 2026-12-04 ${title}`);
    }
    await log.updateOne({ 'after.title': 'First draft' }, { $unset: { by: 1 } });
    await log.updateOne({ 'after.title': 'Report' }, { $set: { 'after.due': 4 } });
    await app.moveMinutes(6);
    await app.settled();
    const added = [1, 2, 3, 4].map((number) => told(`Milestone #${number} added`).length);
    expect(added).toEqual([0, 1, 0, 1]);
    const failed = direct(ADMIN).filter(({ text }) => text.includes('could not be told'));
    expect(failed.map(({ text }) => text)).toEqual([
      `A message of “Atlas” to <#${CHANNEL}> could not be told: what is stored of it cannot be read.`,
    ]);
    expect(await app.say(ADMIN, '/project delivery')).toContain('2 messages of the last 7 days could not be told');
  });
});

describe('a call without an answer', () => {
  it('that Slack has carried out is posted once', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'cut' } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
  });

  it('that Slack carries out only after it was given up is posted once', async () => {
    await app.stop();
    app = await startHarness({}, { lateMs: 20_000, callMs: 500 });
    await app.openProject();
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'late', ms: 2_000 } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('the post', () => told('Milestone #1 added').length > 0, 10_000);
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
  });

  it('is looked up until Slack cannot take it any more, and then repeated', async () => {
    await app.stop();
    app = await startHarness({}, { lateMs: 60_000 });
    await app.openProject();
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'status', status: 504 } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    const looks = () => app.slack.calls.filter(({ method }) => method === 'conversations.history').length;
    await app.slack.until('a look', () => looks() > 0);
    expect(told('Milestone #1 added')).toEqual([]);
    await app.moveMinutes(2);
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
  });

  it('is not repeated because the look failed', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'cut' } });
    app.slack.fault({ method: 'conversations.history', times: 2, how: { kind: 'rate-limit', retryAfter: 1 } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('a look', () => app.slack.calls.some(({ method }) => method === 'conversations.history'));
    await app.moveMinutes(1);
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
  });
});

describe('an edit of the board that Slack carries out late', () => {
  const edits = () => app.slack.calls.filter(({ method }) => method === 'chat.update').length;

  it.each([
    ['at once', []],
    ['after a refusal', [{ kind: 'rate-limit', retryAfter: 1 }] as const],
  ])('is followed by another, however many edits came %s', async (_name, refusals) => {
    await app.stop();
    app = await startHarness({}, { lateMs: 65_000, callMs: 500 });
    await app.openProject();
    app.slack.fault({ method: 'chat.update', times: 1, how: { kind: 'late', ms: 4_000 } });
    for (const how of refusals) app.slack.fault({ method: 'chat.update', times: 1, how });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('the board', () => app.board()?.text.includes('#1 First draft'), 12_000);
    await app.settled();
    await app.say(INVITEE, '/milestone add 2026-12-11 Interviews');
    await app.slack.until('the board', () => app.board()?.text.includes('#2 Interviews'));
    await app.slack.until('the late edit', () => !app.board()?.text.includes('#2 Interviews'), 10_000);
    const before = edits();
    await app.moveMinutes(2);
    await app.slack.until('another edit', () => edits() > before);
    await app.settled();
    expect(app.board()?.text).toContain('#2 Interviews');
  });
});

describe('/project delivery', () => {
  it('says what waits, why, and tries again at once', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 1, how: { kind: 'rate-limit', retryAfter: 3000 } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.until('the refusal', () => app.slack.calls.some(({ status }) => status === 429));
    const admin = app.slack.person(ADMIN);
    let answer = '';
    while (!answer.includes('The next try') && !answer.includes('the next try')) {
      answer = await app.say(ADMIN, '/project delivery');
    }
    expect(answer).toMatch(/messages? waiting/);
    expect(answer).toContain('Slack asked for a pause');
    const shown = admin.sees(CHANNEL).findLast(({ onlyFor }) => onlyFor === ADMIN);
    await admin.act({ channelId: CHANNEL, ts: shown?.ts ?? '' }, 'delivery_retry');
    await app.settled();
    expect(told('Milestone #1 added')).toHaveLength(1);
  });

  it('counts all that waits for each receiver, however much it is', async () => {
    await app.slack.archive(CHANNEL);
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await resting();
    const log = app.connection.collection<{ _id: string; seq: number; idempotencyKey: string }>('changes');
    const entry = await log.findOne({ kind: 'added' });
    if (entry === null) throw new Error('nothing waits');
    const more = Array.from({ length: 1_000 }, (_, index) => ({
      ...entry,
      _id: `more${index}`,
      seq: entry.seq + (index + 10) * 1_000,
      idempotencyKey: `more${index}`,
    }));
    await log.insertMany(more);
    expect(await app.say(ADMIN, '/project delivery')).toContain('1002 messages waiting');
  });

  it('shows what could be told in no form', async () => {
    app.slack.fault({ method: 'chat.postMessage', times: 2, how: { kind: 'error', error: 'invalid_blocks' } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    expect(await app.say(ADMIN, '/project delivery')).toContain('1 message of the last 7 days could not be told');
    expect(direct(ADMIN).filter(({ text }) => text.includes('could not be told'))).toHaveLength(1);
    expect(posted().filter(({ args }) => String(args['text']).includes('First draft'))).toEqual([]);
  });
});
