import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import { createJobs, type Jobs } from '../../src/jobs/agenda.ts';
import { jobTable } from '../../src/jobs/table.ts';
import { storeOn } from '../../src/store/store.ts';
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
const jobsOf = (table: Parameters<typeof createJobs>[1]) => {
  const { db } = connection;
  if (db === undefined) throw new Error('The connection is not open');
  return createJobs(db, table, log, () => false);
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
    );
    jobs = jobsOf(table);
    await jobs.start();
    const seen = await rows().find({}).toArray();
    expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(table.map(({ name }) => name)));
    expect(seen.map(({ name }) => name)).toContain('remind of due milestones');
    for (const row of seen)
      expect(row).toMatchObject({ nextRunAt: expect.any(Date), repeatInterval: expect.anything() });
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
