import { MongoBackend } from '@agendajs/mongo-backend';
import { Agenda } from 'agenda';
import type { Db } from 'mongodb';
import type { Logger } from 'pino';
import type { Job } from './table.ts';

/** How often Agenda looks for work. */
const LOOK_EVERY = '1 second';
/** After this long a job whose process died is taken over by another. */
const LOCK_MS = 20_000;
/** How long a job in hand may take at a graceful stop. */
const DRAIN_MS = 5_000;

export type Jobs = {
  readonly start: () => Promise<void>;
  /** Runs every job as soon as Agenda looks again: for a clock that was moved. */
  readonly runAllSoon: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Agenda over our own connection. It only wakes work up and spreads it over processes. */
export function createJobs(
  db: Db,
  table: readonly Job[],
  log: Logger,
  /** Whether an error is part of an outage, which is told elsewhere, once. */
  isDatabaseAway: (error: unknown) => boolean,
): Jobs {
  const told = (error: unknown) => (isDatabaseAway(error) ? 'debug' : 'error');
  const agenda = new Agenda({
    backend: new MongoBackend({ mongo: db }),
    processEvery: LOOK_EVERY,
    defaultLockLifetime: LOCK_MS,
    removeOnComplete: true,
  });
  agenda.on('error', (error) => log[told(error)]({ err: error }, 'Agenda met an error'));
  const running = new Set<unknown>();
  let noneRuns: () => void = () => undefined;
  agenda.on('start', (job) => running.add(job));
  // Told after Agenda has stored that the job is unlocked.
  agenda.on('complete', (job) => {
    running.delete(job);
    if (running.size === 0) noneRuns();
  });
  async function untilNoneRuns(withinMs: number): Promise<void> {
    if (running.size === 0) return;
    await new Promise<void>((resolve) => {
      const limit = setTimeout(resolve, withinMs);
      noneRuns = () => {
        clearTimeout(limit);
        resolve();
      };
    });
  }
  for (const job of table) {
    agenda.define(
      job.name,
      async (turn) => {
        try {
          await job.run(() => turn.touch());
        } catch (error) {
          log[told(error)]({ err: error, job: job.name }, 'A job failed; its next turn tries again');
          throw error;
        }
      },
      { concurrency: 1 },
    );
  }
  return {
    async start() {
      await agenda.start();
      for (const job of table) await agenda.every(job.every, job.name);
    },
    async runAllSoon() {
      for (const job of table) await agenda.now(job.name);
    },
    async stop() {
      // Gives back at once what is locked and has not begun; Agenda's own drain would keep those locks.
      await agenda.stop(false);
      await untilNoneRuns(DRAIN_MS);
    },
  };
}
