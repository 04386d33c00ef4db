import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { LeaseLostError } from '../../src/delivery/subscription.ts';
import { subscriptionId } from '../../src/history/audience.ts';
import type { Project } from '../../src/projects/project.ts';
import { storeOn } from '../../src/store.ts';
import { freshConnection } from '../support/database.ts';
import { AT, aLogged, aNoticeTo, anEntry } from '../support/entries.ts';
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

const plus = (ms: number) => new Date(AT.getTime() + ms);
const leaseUntil = plus(15_000);
const claimAs = (token: string, id: string, now = AT) => store.subscriptions.claim(id, { now, token, leaseUntil });

async function claimed(token: string, id: string, now = AT) {
  const claim = await claimAs(token, id, now);
  if (claim === undefined) throw new Error(`${id} is not ready`);
  return claim;
}

/** A project whose channel is told at once that it was opened. */
async function opened(
  fields: Partial<Project> = {},
): Promise<{ project: Project; id: string; more: () => Promise<void> }> {
  let project = aProject({ id: store.newId(), ...fields });
  project = { ...project, channelId: fields.channelId ?? `C${project.id}` };
  const log = async () => {
    const entry = anEntry(project, { id: store.newId(), kind: 'milestones-opened' });
    expect(await store.save(aLogged(project, entry))).toBe('saved');
  };
  await log();
  return {
    project,
    id: subscriptionId(project.id, 'updates'),
    async more() {
      project = { ...project, version: project.version + 1 };
      await log();
    },
  };
}

describe('a claim', () => {
  it('is one process’s, whoever else tries at the same moment', async () => {
    const { id } = await opened();
    const claims = await Promise.all(['one', 'two', 'three'].map((token) => claimAs(token, id)));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    expect(await claimAs('four', id, plus(14_000))).toBeUndefined();
  });

  it('of a process that died is taken over after its lease, with the attempt that it may have made', async () => {
    const { id } = await opened();
    await claimed('one', id);
    const { subscription } = await claimed('two', id, leaseUntil);
    expect(subscription).toMatchObject({ startedAt: AT, repeatFrom: leaseUntil });
    const third = await store.subscriptions.claim(id, {
      now: plus(60_000),
      token: 'three',
      leaseUntil: plus(75_000),
    });
    expect(third?.subscription).toMatchObject({ startedAt: AT, repeatFrom: leaseUntil });
  });

  it('that was taken over writes nothing any more', async () => {
    const { id } = await opened();
    const first = await claimed('one', id);
    await claimed('two', id, leaseUntil);
    const { latest } = first.subscription;
    const { subscriptions } = store;
    await expect(subscriptions.keep(first, plus(30_000), leaseUntil)).rejects.toThrow(LeaseLostError);
    await expect(subscriptions.advance(first, { cursor: latest, notBefore: AT }, AT)).rejects.toThrow(LeaseLostError);
    await expect(subscriptions.pause(first, { until: AT, attempts: 1 }, AT)).rejects.toThrow(LeaseLostError);
  });
});

describe('a subscription', () => {
  it('rests when everything is delivered, and begins with the next entry after it', async () => {
    const { id, more } = await opened();
    const claim = await claimed('one', id);
    const { latest } = claim.subscription;
    expect(await store.subscriptions.advance(claim, { cursor: latest, notBefore: AT }, AT)).toBe(true);
    expect(await claimAs('two', id, plus(60_000))).toBeUndefined();
    await more();
    const { subscription } = await claimed('three', id);
    expect(subscription).toMatchObject({ cursor: subscription.latest - 1, latest: latest + 1_000, attempts: 0 });
  });

  it('goes on where an entry was saved while it was held', async () => {
    const { id, more } = await opened();
    const claim = await claimed('one', id);
    const { latest } = claim.subscription;
    await more();
    expect(await store.subscriptions.advance(claim, { cursor: latest, notBefore: AT }, AT)).toBe(false);
    expect((await claimed('two', id)).subscription).toMatchObject({ cursor: latest, latest: latest + 1_000 });
  });

  it('keeps the distance to its last message for every process, also when it is woken meanwhile', async () => {
    const { id, more } = await opened();
    const claim = await claimed('one', id);
    const advance = { cursor: claim.subscription.latest, notBefore: plus(1_000) };
    expect(await store.subscriptions.advance(claim, advance, AT)).toBe(true);
    await more();
    expect(await claimAs('two', id, plus(999))).toBeUndefined();
    expect(await claimAs('two', id, plus(1_000))).toBeDefined();
  });

  it('tells entries in the order of the log', async () => {
    const { project, more } = await opened();
    await more();
    await more();
    const entries = await store.entriesAfter(project.id, 'updates', 0);
    expect(entries.map(({ seq }) => seq)).toEqual([1_000, 2_000, 3_000]);
    expect(await store.entriesAfter(project.id, 'updates', 2_000)).toHaveLength(1);
    expect(await store.entriesAfter(project.id, 'notices:ULEAD', 0)).toEqual([]);
  });

  it('is put off only while it is as it was read', async () => {
    const { id } = await opened();
    const { subscription } = await claimed('one', id);
    await store.subscriptions.putOff([{ subscription, until: plus(90_000) }], AT);
    expect(await claimAs('two', id, leaseUntil)).toBeDefined();
  });
});

describe('a receiver that Slack does not let the app reach', () => {
  const notices = (admin: string) =>
    connection
      .collection('subscriptions')
      .find({ key: `notices:${admin}` })
      .toArray();
  const suspending = (...admins: string[]) => ({ reason: 'is_archived', isUncertain: false, admins });

  it('is told to one admin once, however many of its subscriptions meet the trouble', async () => {
    const { project, id } = await opened();
    const claims = [await claimed('one', id), await claimed('two', subscriptionId(project.id, 'board'))];
    await Promise.all(claims.map((claim) => store.subscriptions.suspend(claim, suspending('UONCE'), AT)));
    const told = await store.entriesAfter(project.id, 'notices:UONCE', 0);
    expect(told).toHaveLength(1);
    expect(told[0]).toHaveProperty('undelivered', {
      receiver: { channelId: project.channelId },
      reason: 'is_archived',
      adminUserId: 'UONCE',
    });
    expect(await claimAs('three', id, plus(86_400_000))).toBeUndefined();
    expect((await store.deliveryStatus(project.id, AT, AT)).waiting).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ key: 'updates', suspendedAt: AT, reason: 'is_archived', count: 1 }),
      ]),
    );
  });

  it('of single messages is told once a day, though two meet it at the same moment or a process died after it', async () => {
    const { project, id } = await opened();
    const one = await claimed('one', id);
    const two = await claimed('two', subscriptionId(project.id, 'board'));
    const failed = (name: string, days = 0) => {
      const { key } = one.subscription;
      const reason = 'invalid_blocks';
      const at = plus(days * 86_400_000);
      return { id: name, projectId: project.id, key, from: 0, upTo: 1_000, channelId: 'C1', at, reason };
    };
    const told = async () => (await store.entriesAfter(project.id, 'notices:UFAILED', 0)).length;
    const { recordFailure } = store.subscriptions;
    await Promise.all([
      recordFailure(failed('a'), one, ['UFAILED']),
      recordFailure(failed('b'), two, ['UFAILED']),
      recordFailure(failed('a'), one, ['UFAILED']),
    ]);
    expect(await told()).toBe(1);
    expect((await store.deliveryStatus(project.id, AT, AT)).failed).toHaveLength(2);
    await recordFailure(failed('a', 2), one, ['UFAILED']);
    expect(await told()).toBe(1);
    await recordFailure(failed('c', 2), one, ['UFAILED']);
    expect(await told()).toBe(2);
  });

  it('is told to the next admin where the first cannot be reached', async () => {
    const first = await opened();
    await store.subscriptions.suspend(await claimed('one', first.id), suspending('UAWAY', 'UNEXT'), AT);
    const admin = await claimed('two', subscriptionId(first.project.id, 'notices:UAWAY'));
    const [entry] = await store.entriesAfter(first.project.id, 'notices:UAWAY', 0);
    if (entry === undefined || 'isUnreadable' in entry) throw new Error('nobody is told');
    await store.subscriptions.passOn(admin, entry, ['UNEXT'], AT);
    expect(await store.entriesAfter(first.project.id, 'notices:UNEXT', 0)).toHaveLength(1);
    expect(await notices('UAWAY')).toMatchObject([{ pending: false }]);
  });

  it('goes on when it is resumed, here and in other projects, and is told again where that was too early', async () => {
    const channelId = 'CSHARED';
    const mine = await opened({ channelId });
    const other = await opened({ channelId, teamId: 'T1', status: 'closed' });
    for (const { id } of [mine, other]) {
      await store.subscriptions.suspend(await claimed('one', id), suspending('UAGAIN'), AT);
    }
    await store.resumeDelivery(mine.project, [channelId], AT);
    for (const { id } of [mine, other]) expect(await claimAs('two', id)).toBeDefined();
    const again = await store.subscriptions.claim(mine.id, {
      now: leaseUntil,
      token: 'three',
      leaseUntil: plus(60_000),
    });
    if (again === undefined) throw new Error('it was not resumed');
    await store.subscriptions.suspend(again, suspending('UAGAIN'), leaseUntil);
    expect(await store.entriesAfter(mine.project.id, 'notices:UAGAIN', 0)).toHaveLength(2);
  });
});

describe('a clock that was set back', () => {
  it('frees what it holds for longer than any pause, and nothing else', async () => {
    await connection.collection('subscriptions').deleteMany({});
    const ahead = await opened();
    const hour = 3_600_000;
    const claim = await store.subscriptions.claim(ahead.id, {
      now: plus(hour),
      token: 'one',
      leaseUntil: plus(hour + 15_000),
    });
    expect(claim).toBeDefined();
    const paused = await opened();
    await store.subscriptions.pause(await claimed('two', paused.id), { until: plus(hour), attempts: 1 }, AT);
    expect(await claimAs('three', ahead.id)).toBeUndefined();
    expect(await store.subscriptions.freeStale(AT)).toBe(1);
    expect(await claimAs('three', ahead.id)).toBeDefined();
    expect(await claimAs('three', paused.id)).toBeUndefined();
  });

  it('frees what was at rest and was woken while the clock was ahead', async () => {
    await connection.collection('subscriptions').deleteMany({});
    const { project, id } = await opened();
    const claim = await claimed('one', id);
    await store.subscriptions.advance(claim, { cursor: claim.subscription.latest, notBefore: AT }, AT);
    const next = { ...project, version: project.version + 1 };
    const at = plus(3_600_000);
    const entry = anEntry(next, { id: store.newId(), kind: 'milestones-opened', at });
    expect(await store.save({ ...aLogged(next, entry), at })).toBe('saved');
    expect(await claimAs('two', id)).toBeUndefined();
    await store.subscriptions.freeStale(AT);
    expect(await claimAs('two', id)).toBeDefined();
  });
});

describe('a board', () => {
  const NOON = plus(2 * 3_600_000);

  async function drawn(lookAt: Date): Promise<string> {
    const { project } = await opened();
    const id = subscriptionId(project.id, 'board');
    const claim = await claimed('one', id);
    await store.subscriptions.advance(claim, { cursor: claim.subscription.latest, notBefore: AT, lookAt }, AT);
    return id;
  }

  it('is drawn again when its day is over, once, whoever looks', async () => {
    const id = await drawn(NOON);
    expect(await store.wakeBoards(plus(1_000), 1_000)).toBe(0);
    const looks = await Promise.all([1, 2, 3].map(() => store.wakeBoards(NOON, 1_000)));
    expect(looks.reduce((sum, woken) => sum + woken, 0)).toBe(1);
    expect(await claimAs('one', id, NOON)).toBeDefined();
  });

  it('is drawn with so many others at a time, the longest due first', async () => {
    const ids = [await drawn(plus(3_000)), await drawn(plus(2_000)), await drawn(plus(1_000))];
    expect(await store.wakeBoards(plus(5_000), 2)).toBe(2);
    expect(await claimAs('one', ids[0] ?? '', plus(5_000))).toBeUndefined();
    expect(await store.wakeBoards(plus(5_000), 2)).toBe(1);
  });
});

describe('what is counted', () => {
  it('is what waits, by state, and since when the longest should have been told', async () => {
    await connection.collection('subscriptions').deleteMany({});
    const [queued, sending, parked, planned] = [await opened(), await opened(), await opened(), await opened()];
    await connection.collection('subscriptions').deleteMany({ key: 'board' });
    await claimed('one', sending.id);
    await store.subscriptions.suspend(
      await claimed('two', parked.id),
      { reason: 'is_archived', isUncertain: false, admins: [] },
      AT,
    );
    const tomorrow = plus(86_400_000);
    const pause = { until: tomorrow, attempts: 0, isPlanned: true };
    await store.subscriptions.pause(await claimed('three', planned.id), pause, AT);
    expect(await store.subscriptions.counts()).toEqual({ queued: 2, sending: 1, unknown: 0, parked: 1 });
    expect(await store.subscriptions.oldestDueAt(plus(5_000))).toEqual(AT);
    await connection.collection<{ _id: string }>('subscriptions').deleteMany({ _id: { $in: [queued.id, sending.id] } });
    expect(await store.subscriptions.oldestDueAt(plus(5_000))).toBeUndefined();
  });
});

describe('a notice', () => {
  it('for one person wakes that person alone', async () => {
    const { project } = await opened();
    const next = { ...project, version: project.version + 1 };
    await store.save(aLogged(next, { ...aNoticeTo('UALONE', next), id: store.newId() }));
    const woken = await connection.collection('subscriptions').find({ latest: 2_000, projectId: project.id }).toArray();
    expect(woken.map(({ key }) => key)).toEqual(['notices:UALONE']);
  });
});
