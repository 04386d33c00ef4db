import type { Services } from './services.ts';

/** The work takes longer than somebody waits. */
export const LATE: unique symbol = Symbol('late');

/**
 * What the work gives, or {@link LATE} after so many milliseconds. The timer ends with the work: while it runs it would
 * keep the value alive, and of many commands a second a process would hold thousands.
 */
export async function within<T>(
  { wait }: Pick<Services, 'wait'>,
  ms: number,
  work: Promise<T>,
): Promise<T | typeof LATE> {
  const ended = new AbortController();
  const late = wait(ms, ended.signal).then((): typeof LATE => LATE);
  return Promise.race([work, late]).finally(() => ended.abort());
}

/** Longer than anything takes by design: what became of a commit is asked for ten minutes (platform/mongo/transaction.ts). */
export const GIVE_UP_MS = 12 * 60_000;

/** The work, unless it does not end: the database driver can lose a call for good. Then it throws. */
export async function notForEver<T>(services: Pick<Services, 'wait'>, work: Promise<T>, ms = GIVE_UP_MS): Promise<T> {
  const ended = await within(services, ms, work);
  if (ended === LATE) throw new Error(`Some work did not end within ${ms} ms`);
  return ended;
}
