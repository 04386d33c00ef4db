import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { jobTable } from '../../src/jobs.ts';
import { createJobs, type Jobs } from '../../src/platform/scheduler/agenda.ts';
import { storeOn } from '../../src/store.ts';
import { freshConnection } from '../support/database.ts';

let connection: Connection;
let drop: () => Promise<void>;
let jobs: Jobs | undefined;
beforeEach(async () => {
  ({ connection, drop } = await freshConnection());
});
afterEach(async () => {
  await jobs?.stop();
  await drop();
});

const log = pino({ level: 'silent' });
const jobsOf = (table: Parameters<typeof createJobs>[1], limits: Parameters<typeof createJobs>[4] = {}) => {
  const { db } = connection;
  if (db === undefined) throw new Error('The connection is not open');
  return createJobs(db, table, log, () => false, limits);
};
const rows = () => connection.collection('agendaJobs');

/** Waits for something that Agenda does by itself, within its own second. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('jobs', () => {
  it("are there to be seen in Agenda's own collection, with when they run next", async () => {
    const store = storeOn(connection);
    await store.prepare();
    const table = jobTable(
      { store, clock: { now: () => new Date() } },
      { wake: () => undefined },
      async () => undefined,
      async () => undefined,
    );
    jobs = jobsOf(table);
    await jobs.start();
    const seen = await rows().find({}).toArray();
    expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(table.map(({ name }) => name)));
    expect(seen.map(({ name }) => name)).toContain('remind of due milestones');
    for (const row of seen)
      expect(row).toMatchObject({ nextRunAt: expect.any(Date), repeatInterval: expect.anything() });
  });

  it('go on where a clock that was set back holds them for an hour', async () => {
    let runs = 0;
    jobs = jobsOf([{ name: 'often', every: '1 second', run: async () => void runs++ }]);
    await jobs.start();
    await until(() => runs > 0);
    const inAnHour = new Date(Date.now() + 3_600_000);
    await until(async () => {
      await rows().updateMany({}, { $set: { nextRunAt: inAnHour } });
      return (await rows().countDocuments({ nextRunAt: inAnHour, lockedAt: null })) === 1;
    });
    const before = runs;
    expect(await jobs.freeStale()).toBe(1);
    expect(await jobs.freeStale()).toBe(0);
    await until(() => runs > before);
  });

  it.each([
    ['has no next run', { $unset: { nextRunAt: 1 } }],
    ['has words for its next run', { $set: { nextRunAt: 'soon' } }],
    ['has words for its lock', { $set: { lockedAt: 'once' } }],
    ['has no interval', { $set: { repeatInterval: 7 } }],
    ['is switched off', { $set: { disabled: true } }],
    ['is to run in a process of its own', { $set: { fork: 'odd' } }],
    ['has a zone that there is not', { $set: { repeatTimezone: 'odd' } }],
  ])('are set up anew where one %s', async (_what, harm) => {
    let runs = 0;
    jobs = jobsOf([{ name: 'often', every: '1 second', run: async () => void runs++ }]);
    await jobs.start();
    await rows().updateMany({}, harm);
    await jobs.freeStale();
    const before = runs;
    await until(() => runs > before + 1);
    expect(await rows().countDocuments({})).toBe(1);
  });

  it('that are gone are set up anew', async () => {
    let runs = 0;
    jobs = jobsOf([{ name: 'often', every: '1 second', run: async () => void runs++ }]);
    await jobs.start();
    await rows().deleteMany({});
    await jobs.freeStale();
    const before = runs;
    await until(() => runs > before);
  });

  it('of a process that died halfway are taken over when their lock ends, and not before', async () => {
    const ran: string[] = [];
    const job = (name: string) => ({ name, every: '1 hour', run: async () => void ran.push(name) });
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
    const lock = (name: string, lockedAt: Date) =>
      rows().updateOne({ name }, { $set: { lockedAt, lastModifiedBy: 'another process', nextRunAt: ago(40) } });
    const timesOf = (name: string) => ran.filter((each) => each === name).length;
    jobs = jobsOf([job('died long ago'), job('in hand elsewhere')]);
    await jobs.start();
    await until(async () => (await rows().countDocuments({ lastFinishedAt: { $ne: null }, lockedAt: null })) === 2);
    ran.length = 0;

    await lock('in hand elsewhere', ago(0));
    await lock('died long ago', ago(30));
    await until(() => timesOf('died long ago') === 1);
    expect(timesOf('in hand elsewhere')).toBe(0);
    await lock('in hand elsewhere', ago(30));
    await until(() => timesOf('in hand elsewhere') === 1);
  });

  it('that wait for a call which is lost do not keep their next turn', async () => {
    let runs = 0;
    const run = () => {
      runs += 1;
      return new Promise<void>(() => undefined);
    };
    jobs = jobsOf([{ name: 'stuck', every: '1 second', run }], { jobMs: 200 });
    await jobs.start();
    await until(() => runs >= 3);
  });

  it('go on where Agenda itself waits for a call that is lost', async () => {
    let runs = 0;
    const collection = Object.getPrototypeOf(connection.db?.collection('agendaJobs')) as {
      findOneAndUpdate: (...args: unknown[]) => Promise<unknown>;
    };
    const usual = collection.findOneAndUpdate;
    let lost = 0;
    jobs = jobsOf([{ name: 'often', every: '1 second', run: async () => void runs++ }], { silentMs: 2_500 });
    await jobs.start();
    await until(() => runs > 0);
    collection.findOneAndUpdate = () => {
      lost += 1;
      return new Promise(() => undefined);
    };
    try {
      await until(() => lost > 0);
    } finally {
      collection.findOneAndUpdate = usual;
    }
    const before = runs;
    await until(async () => {
      await jobs?.revive();
      return runs > before + 1;
    });
  });

  it('go on in an Agenda that was started anew, once for each silence', async () => {
    let runs = 0;
    jobs = jobsOf([{ name: 'often', every: '1 second', run: async () => void runs++ }], { silentMs: 1 });
    expect(await jobs.revive()).toBe(false);
    await jobs.start();
    await until(() => runs > 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await jobs.revive()).toBe(true);
    const before = runs;
    await until(() => runs > before + 1);
  });

  it('that take long keep their lock while they get on', async () => {
    const locks: number[] = [];
    const lockedAt = async () => Number((await rows().findOne({ name: 'long' }))?.['lockedAt']);
    jobs = jobsOf([
      {
        name: 'long',
        every: '1 hour',
        async run(touch) {
          locks.push(await lockedAt());
          await rows().updateOne({ name: 'long' }, { $set: { lockedAt: new Date(Date.now() - 15_000) } });
          await touch();
          locks.push(await lockedAt());
        },
      },
    ]);
    await jobs.start();
    await until(() => locks.length === 2);
    const [first = 0, second = 0] = locks;
    expect(second).toBeGreaterThanOrEqual(first);
  });
});
