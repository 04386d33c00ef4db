import { setTimeout as after } from 'node:timers/promises';
import { types } from 'node:util';
import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Db, Document } from 'mongodb';
import type { Logger } from 'pino';
import { systemClock } from '../../core/clock.ts';
import type { Job } from './job.ts';

/** How often Agenda looks for work. */
const LOOK_EVERY = '1 second';
/** After this long a job whose process died is taken over by another. */
const LOCK_MS = 20_000;
/** How long a job in hand may take at a graceful stop. */
const DRAIN_MS = 5_000;

/** A job that takes longer waits for a call that is lost; its next turn does not wait for it. */
const JOB_MS = 5 * 60_000;
/** The most frequent jobs run several times a minute: where none has for so long, Agenda waits for such a call itself. */
const SILENT_MS = 3 * 60_000;

export type Jobs = {
  readonly start: () => Promise<void>;
  /** Runs every job now, beside Agenda: for a clock that was moved. */
  readonly runAll: () => Promise<void>;
  /** Starts Agenda anew where no job has run for long; whether it did. */
  readonly revive: () => Promise<boolean>;
  /** Frees jobs that a clock which was set back since holds for longer than any job waits; returns how many. Sets up anew what is broken. */
  readonly freeStale: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

/** No job waits longer for its next turn, nor is locked further ahead. */
const LONGEST_WAIT_MS = 2 * 60_000;

/** Agenda over our own connection. It only wakes work up and spreads it over processes. */
export function createJobs(
  db: Db,
  table: readonly Job[],
  log: Logger,
  /** Whether an error is part of an outage, which is told elsewhere, once. */
  isDatabaseAway: (error: unknown) => boolean,
  { jobMs = JOB_MS, silentMs = SILENT_MS }: { readonly jobMs?: number; readonly silentMs?: number } = {},
): Jobs {
  let isStopping = false;
  /** At a stop the connection is closed over Agenda's own look for work. */
  const told = (error: unknown) => (isStopping || isDatabaseAway(error) ? 'debug' : 'error');
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db }),
    processEvery: LOOK_EVERY,
    defaultLockLifetime: LOCK_MS,
    removeOnComplete: true,
  });
  agenda.on('error', (error) => log[told(error)]({ err: error }, 'Agenda met an error'));
  async function run(job: Job, touch: () => Promise<void>): Promise<void> {
    try {
      await withinMs(job.run(touch), jobMs);
    } catch (error) {
      log[told(error)]({ err: error, job: job.name }, 'A job failed; its next turn tries again');
      throw error;
    }
  }
  const running = new Set<unknown>();
  let noneRuns: () => void = () => undefined;
  /** When a job began last, by a clock that nobody sets. */
  let lastRun: number | undefined;
  agenda.on('start', (job) => {
    lastRun = performance.now();
    running.add(job);
  });
  // Told after Agenda has stored that the job is unlocked.
  agenda.on('complete', (job) => {
    running.delete(job);
    if (running.size === 0) noneRuns();
  });
  async function untilNoneRuns(mostMs: number): Promise<void> {
    if (running.size === 0) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, mostMs);
      noneRuns = () => {
        clearTimeout(limit);
        resolve();
      };
    });
  }
  for (const job of table) {
    agenda.define(job.name, (turn) => run(job, () => turn.touch()), { concurrency: 1 });
  }
  /** Of a job that is gone, or whose times or interval cannot be read, Agenda would never make another turn. */
  async function mend(): Promise<void> {
    const rows = await db
      .collection('agendaJobs')
      .find({ name: { $in: table.map(({ name }) => name) } })
      .toArray();
    for (const { name, every } of table) {
      const own = rows.filter((row) => row['name'] === name);
      if (own.some((row) => isWhole(row, every))) continue;
      log.warn({ job: name }, 'A job is broken or gone: it is set up anew');
      await db.collection('agendaJobs').deleteMany({ name });
      await agenda.every(every, name);
    }
  }
  return {
    async start() {
      await agenda.start();
      lastRun = performance.now();
      for (const job of table) await agenda.every(job.every, job.name);
    },
    async runAll() {
      for (const job of table) await run(job, async () => undefined).catch(() => undefined);
    },
    async revive() {
      if (lastRun === undefined || performance.now() - lastRun < silentMs) return false;
      lastRun = performance.now();
      // Its own calls may be lost, too.
      await withinMs(agenda.stop(false), DRAIN_MS).catch((error: unknown) =>
        log.debug({ err: error }, 'Agenda stopped'),
      );
      await withinMs(agenda.start(), DRAIN_MS);
      return true;
    },
    async freeStale() {
      if (lastRun !== undefined) await mend();
      // Agenda goes by the machine's clock.
      const now = systemClock.now();
      const ahead = { $gt: new Date(now.getTime() + LONGEST_WAIT_MS) };
      const ours = { name: { $in: table.map(({ name }) => name) } };
      const jobs = db.collection('agendaJobs');
      const waiting = await jobs.updateMany({ ...ours, nextRunAt: ahead }, { $set: { nextRunAt: now } });
      const locked = await jobs.updateMany({ ...ours, lockedAt: ahead }, { $set: { lockedAt: null } });
      return waiting.modifiedCount + locked.modifiedCount;
    },
    async stop() {
      isStopping = true;
      lastRun = undefined;
      // Gives back at once what is locked and has not begun; Agenda's own drain would keep those locks.
      await agenda.stop(false);
      await untilNoneRuns(DRAIN_MS);
    },
  };
}

/** What Agenda can do with a job and ours never ask for: where one of these is set, someone broke the document. */
const NEVER_SET = ['disabled', 'fork', 'repeatTimezone', 'repeatAt', 'startDate', 'endDate', 'skipDays'];

function isWhole(job: Document, every: string): boolean {
  const { nextRunAt, lockedAt, repeatInterval } = job;
  const isLockReadable = lockedAt === undefined || lockedAt === null || types.isDate(lockedAt);
  const isPlain = NEVER_SET.every((field) => (job[field] ?? false) === false);
  return types.isDate(nextRunAt) && isLockReadable && repeatInterval === every && isPlain;
}

/** Waits for some work, and throws where it does not end. */
async function withinMs(work: Promise<unknown>, ms: number): Promise<void> {
  const limit = new AbortController();
  const late = after(ms, 'late', { signal: limit.signal, ref: false }).catch(() => 'in time');
  if ((await Promise.race([work, late]).finally(() => limit.abort())) === 'late') {
    throw new Error(`It did not end within ${ms} ms`);
  }
}
