import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ADMIN, CHANNEL, CLIENT, type Harness, LEAD, startHarness } from '../support/harness.ts';

let app: Harness;

beforeEach(async () => {
  // Who administers is known without Slack.
  app = await startHarness({ ADMIN_USER_IDS: ADMIN });
});
afterEach(() => app.stop());

const toAdmin = () => app.slack.messages('D0ADMIN').map(({ text }) => text);
const onHold = () => toAdmin().filter((text) => text.includes('are on hold'));
const suspended = () =>
  app.connection.collection('subscriptions').countDocuments({ suspendedAt: { $exists: true }, receiver: CHANNEL });

describe('a channel', () => {
  beforeEach(() => app.openProject());

  it('that is archived rests, and an admin hears of it once; what was saved meanwhile follows when it is back', async () => {
    await app.slack.archive(CHANNEL, ADMIN);
    await app.slack.archive(CHANNEL, ADMIN);
    await app.slack.until('the word to the admin', () => onHold().length > 0);
    expect(onHold()).toEqual([expect.stringContaining('the channel is archived')]);
    const calls = app.slack.calls.length;
    await app.moveMinutes(24 * 60);
    await app.settledSoon();
    const tried = app.slack.calls.slice(calls).filter(({ args }) => args['channel'] === CHANNEL);
    expect(tried).toEqual([]);
    await app.slack.unarchive(CHANNEL, ADMIN);
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    expect(app.updates().at(-1)?.text).toContain('First draft');
    expect(onHold()).toHaveLength(1);
    expect(await suspended()).toBe(0);
  });

  it.each([
    ['channel_deleted', 'the channel is gone'],
    ['channel_left', 'Milepost was removed from the channel'],
    ['group_left', 'Milepost was removed from the channel'],
  ])('is on hold after %s', async (type, words) => {
    await app.slack.event({ type, channel: CHANNEL, event_ts: '1.0' });
    await app.slack.until('the word to the admin', () => onHold().length > 0);
    expect(onHold()).toEqual([expect.stringContaining(words)]);
    await app.slack.event({ type: 'member_joined_channel', user: app.slack.bot.userId, channel: CHANNEL });
    await app.slack.until('to go on', async () => (await suspended()) === 0);
  });

  it('that someone else leaves or enters is as it was', async () => {
    for (const type of ['member_left_channel', 'member_joined_channel']) {
      await app.slack.event({ type, user: CLIENT, channel: CHANNEL, event_ts: '1.0' });
    }
    expect(await suspended()).toBe(0);
    expect(onHold()).toEqual([]);
  });

  it('with a new id takes its project along: commands, board, updates, and no second project', async () => {
    const channel = app.slack.channels.find(({ id }) => id === CHANNEL);
    if (channel === undefined) throw new Error('no channel');
    await app.settled();
    const moved = 'C0SHARED';
    app.slack.addChannel({ ...channel, id: moved });
    const event = { type: 'channel_id_changed', old_channel_id: CHANNEL, new_channel_id: moved, event_ts: '1.0' };
    await app.slack.event(event);
    await app.slack.event(event);
    const projects = app.connection.collection('projects');
    await app.slack.until('the move', async () => (await projects.countDocuments({ channelId: moved })) === 1);
    expect(await app.say(LEAD, '/milestone list', moved)).toContain('Atlas has no milestones yet');
    expect(await app.say(ADMIN, '/project setup', moved)).toContain('already has the project');
    const receivers = await app.connection.collection('subscriptions').distinct('receiver', { isPerson: false });
    expect(receivers).toEqual([moved]);
    expect(await app.connection.collection('messages').distinct('channelId', { key: 'updates' })).toEqual([moved]);
  });

  it('that a client’s workspace does not see any more is told to an admin, once, where people come from there', async () => {
    const unshared = {
      type: 'channel_unshared',
      channel: CHANNEL,
      previously_connected_team_id: 'T0OTHER',
      is_ext_shared: false,
      event_ts: '1.0',
    };
    await app.slack.event(unshared);
    await app.settled();
    expect(toAdmin().filter((text) => text.includes('not shared'))).toEqual([]);
    const projects = app.connection.collection('projects');
    const stored = (await projects.findOne({}))?.['people'] as { userId: string }[];
    const people = stored.map((person) => (person.userId === CLIENT ? { ...person, teamId: 'T0OTHER' } : person));
    await projects.updateOne({}, { $set: { people } });
    const delivery = await app.slack.event(unshared);
    await app.slack.redeliver(delivery);
    await app.slack.until('the word', () => toAdmin().some((text) => text.includes('not shared')));
    await app.settled();
    expect(toAdmin().filter((text) => text.includes('not shared'))).toHaveLength(1);
  });
});

describe('a name', () => {
  it('that changes in Slack changes in the project, its history and its next update', async () => {
    await app.openProject();
    const projects = app.connection.collection('projects');
    await projects.updateOne({}, { $set: { quietSeconds: 60 } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.slack.updateUser(LEAD, { displayName: 'Mira Newname' });
    await app.slack.until('the new name', async () => projects.findOne({ 'people.name': 'Mira Newname' }));
    expect(await app.say(LEAD, '/milestone history')).toContain('Mira Newname added');
    await app.moveMinutes(2);
    await app.settled();
    expect(app.updates().at(-1)?.text).toContain('by Mira Newname');
  });

  it('that Slack does not say while someone acts is the one that the project knows', async () => {
    await app.openProject();
    const name = 'Mira Valdane';
    await app.moveMinutes(10);
    app.slack.fault({ method: 'users.info', times: 100, how: { kind: 'error', error: 'internal_error' } });
    await app.say(LEAD, '/milestone add 2026-12-04 First draft');
    await app.settled();
    expect(app.updates().at(-1)?.text).toContain(`by ${name}`);
    expect((await app.connection.collection('changes').findOne({ kind: 'added' }))?.['by']).toMatchObject({ name });
  });

  it('that Slack does not say at set-up is filled in later', async () => {
    app.slack.fault({ method: 'users.info', times: 100, how: { kind: 'error', error: 'internal_error' } });
    await app.openProject();
    app.slack.clearFaults();
    const projects = app.connection.collection('projects');
    const names = async () => (await projects.findOne({}))?.['people'] as { name: string }[];
    expect((await names()).map(({ name }) => name)).toContain('U0CLIENT');
    await app.moveMinutes(2);
    await app.slack.until('the names', async () => (await names()).every(({ name }) => !name.startsWith('U0')));
    expect(await projects.countDocuments({ unnamed: true })).toBe(0);
  });
});
