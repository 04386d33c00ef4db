import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { holdOn, LaneLostError, leaseFrom } from '../../src/delivery/hold.ts';
import type { Notice } from '../../src/domain/changeSet.ts';
import { type Lane, type OutboxEntry, OvertakenError } from '../../src/domain/outbox.ts';
import { storeOn } from '../../src/store/store.ts';
import { freshConnection } from '../support/database.ts';
import { aProject } from '../support/people.ts';

let connection: Connection;
let drop: () => Promise<void>;
let store: ReturnType<typeof storeOn>;

beforeAll(async () => {
  ({ connection, drop } = await freshConnection());
  store = storeOn(connection);
  await store.prepare();
});
afterAll(() => drop());
beforeEach(async () => {
  for (const name of ['lanes', 'outbox', 'projects']) await connection.collection(name).deleteMany({});
});

const at = new Date('2026-11-23T09:00:00Z');
const minutes = (count: number) => new Date(at.getTime() + count * 60_000);
const update: Notice = { kind: 'update', to: 'channel' };
let channels = 0;

/** A project whose change sets owe these notices, one set each. */
async function owing(...owed: readonly Notice[][]) {
  const project = aProject({
    id: store.newId(),
    channelId: `C${++channels}`,
    setUpBy: { userId: 'UADMIN', name: 'A' },
  });
  for (const [index, notices] of owed.entries()) {
    const version = index + 1;
    const saved = await store.save({
      project: { ...project, version },
      milestones: [],
      changes: [],
      notices,
      at,
      requestId: `${project.id}:${version}`,
    });
    expect(saved).toBe('saved');
  }
  return project;
}

async function claimed(owner: string, now = at): Promise<Lane> {
  for (const lane of await store.outbox.soonestLanes([], 1_000)) {
    if (lane.readyAt <= now && (await store.outbox.claimLane(lane.id, now, owner, leaseFrom(now)))) return lane;
  }
  throw new Error('nothing to claim');
}

async function headOf(lane: Lane): Promise<OutboxEntry> {
  const entry = await store.outbox.head(lane.id);
  if (entry === undefined) throw new Error('nothing is left');
  return entry;
}

describe('a process that was silent for longer than its lease', () => {
  it('neither begins an attempt that another one made meanwhile, nor records the end of one', async () => {
    await owing([update]);
    const entry = await headOf(await claimed('first'));
    const second = await headOf(await claimed('second', minutes(1)));
    const trying = await store.outbox.markSending(second, minutes(1), minutes(2));
    await expect(store.outbox.markSending(entry, minutes(1), minutes(2))).rejects.toThrow(OvertakenError);
    await store.outbox.markFinished(trying, { state: 'sent', ts: '1.1' }, minutes(1));
    await expect(store.outbox.markFinished(entry, { state: 'sent', ts: '2.2' }, minutes(1))).rejects.toThrow(
      OvertakenError,
    );
    expect(await connection.collection('outbox').findOne({})).toMatchObject({ state: 'sent', ts: '1.1' });
  });

  it('makes no call to Slack any more', async () => {
    await owing([update]);
    const lane = await claimed('first');
    let now = at;
    const ensure = holdOn(store.outbox, { now: () => now }, lane, 'first', leaseFrom(at));
    await ensure();
    await claimed('second', minutes(1));
    now = minutes(1);
    await expect(ensure()).rejects.toThrow(LaneLostError);
  });

  it('merges nothing into what another one has sent', async () => {
    await owing([update], [update]);
    const lane = await claimed('first');
    const entry = await headOf(lane);
    const trying = await store.outbox.markSending(entry, minutes(1), minutes(2));
    await store.outbox.markFinished(trying, { state: 'sent', ts: '1.1' }, minutes(1));
    await expect(store.outbox.absorbFollowing(entry, minutes(1))).rejects.toThrow(OvertakenError);
    expect(await headOf(lane)).toMatchObject({ state: 'queued', seq: 2 });
  });
});

describe('a lane on hold', () => {
  async function parked(isUncertain: boolean, admins: readonly string[] = ['UADMIN']) {
    const project = await owing([update]);
    const lane = await claimed('me');
    const entry = await headOf(lane);
    const trying = isUncertain ? await store.outbox.markSending(entry, at, minutes(1)) : entry;
    const reason = 'not_in_channel';
    await store.outbox.park({ lane, entry: trying, owner: 'me', reason, isUncertain }, admins, at);
    return { project, lane };
  }

  it('comes back with what Slack may have still to be looked up', async () => {
    const { project, lane } = await parked(true);
    await store.resumeDelivery(project.teamId, [project.channelId]);
    expect(await headOf(lane)).toMatchObject({ state: 'unknown', repeatFrom: minutes(1) });
  });

  it('comes back free to be sent where Slack refused it', async () => {
    const { project, lane } = await parked(false);
    await store.resumeDelivery(project.teamId, [project.channelId]);
    expect(await headOf(lane)).toMatchObject({ state: 'queued' });
  });

  it('is told to the first admin whose own messages are not', async () => {
    const own: Notice = { kind: 'answer', to: { userId: 'UADMIN' }, requestId: store.newId() };
    const project = await owing([own]);
    const lane = await claimed('me');
    const entry = await headOf(lane);
    await store.outbox.park({ lane, entry, owner: 'me', reason: 'user_disabled', isUncertain: false }, [], at);
    await parked(false, ['UADMIN', 'USECOND']);
    expect(await store.outbox.head(`${project.teamId}:USECOND`)).toMatchObject({ notice: { kind: 'parked' } });
  });

  it('is told past an admin whose messages are, also where the one before could not be told', async () => {
    const own: Notice = { kind: 'answer', to: { userId: 'USECOND' }, requestId: store.newId() };
    await owing([own]);
    const held = await claimed('me');
    const meeting = { lane: held, owner: 'me', reason: 'user_disabled', isUncertain: false };
    await store.outbox.park({ ...meeting, entry: await headOf(held) }, [], at);
    const { project } = await parked(false, ['UADMIN']);
    const lane = await claimed('me');
    await store.outbox.passOn(await headOf(lane), lane, { next: ['USECOND', 'UTHIRD'], reason: 'user_disabled' }, at);
    expect(await store.outbox.head(`${project.teamId}:UTHIRD`)).toMatchObject({ notice: { kind: 'parked' } });
  });

  it('of a person on two projects is told for each of them', async () => {
    const remind = (numbers: number[]): Notice => ({ kind: 'reminder', to: { userId: 'UX' }, as: 'expert', numbers });
    await owing([remind([1])]);
    await owing([remind([1])]);
    for (let each = 0; each < 2; each++) {
      const lane = await claimed('me');
      const entry = await headOf(lane);
      const meeting = { lane, entry, owner: 'me', reason: 'user_disabled', isUncertain: false };
      await store.outbox.park(meeting, ['UADMIN'], at);
    }
    const told = await connection.collection('outbox').countDocuments({ 'notice.kind': 'parked' });
    expect(told).toBe(2);
  });
});

describe('what is left to do', () => {
  const isDemoEngine = process.env['MILEPOST_TEST_DATABASE_KIND'] === 'jongodb';
  const explained = isDemoEngine ? it.skip : it;

  it('is no older than what could be out by now: neither what waits in a parked lane nor what is for later', async () => {
    const archived = await owing([update], [update]);
    const lane = await claimed('first');
    const entry = await headOf(lane);
    await store.outbox.park({ lane, entry, owner: 'first', reason: 'is_archived', isUncertain: false }, [], at);
    expect(await store.outbox.oldestUnfinishedAt(minutes(60))).toBeUndefined();
    await owing([{ kind: 'reminder', to: 'channel', numbers: [1] }]);
    expect(await store.outbox.oldestUnfinishedAt(minutes(60))).toEqual(at);
    await store.outbox.markNotBefore(await headOf(await claimed('first')), minutes(90));
    expect(await store.outbox.oldestUnfinishedAt(minutes(60))).toBeUndefined();
    expect(await store.outbox.oldestUnfinishedAt(minutes(91))).toEqual(at);
    await store.resumeDelivery('T1', [archived.channelId]);
    expect(await store.outbox.oldestUnfinishedAt(minutes(60))).toEqual(at);
  });

  explained('is found by indexes, however much was sent (needs a database that explains)', async () => {
    await owing([update]);
    const done = Array.from({ length: 3_000 }, (_, index) => ({
      _id: `done${index}` as never,
      laneId: `T1:C${index}`,
      seq: 1,
      projectId: 'p',
      notice: update,
      changeIds: [],
      state: 'sent',
      attempts: 1,
      createdAt: minutes(-index),
      unfinished: false,
    }));
    await connection.collection('outbox').insertMany(done);
    await connection.db?.command({ analyze: 'outbox' }).catch(() => undefined);
    const outbox = connection.collection('outbox');
    const ever = { unfinished: true, createdAt: { $gte: new Date(0) } };
    for (const cursor of [
      outbox.find({ laneId: 'T1:C1', unfinished: true }).sort({ seq: 1 }).limit(1),
      outbox.find(ever).sort({ createdAt: 1 }).limit(1),
      outbox.find({ projectId: 'p', failed: true, finishedAt: { $gte: at } }).sort({ finishedAt: -1 }),
    ]) {
      expect(JSON.stringify(await cursor.explain('queryPlanner'))).toContain('IXSCAN');
    }
    expect(await store.outbox.countUnfinished()).toEqual({ queued: 1 });
    expect(await store.outbox.oldestUnfinishedAt(minutes(1))).toEqual(at);
  });
});
