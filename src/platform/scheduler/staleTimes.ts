import type { Logger } from 'pino';

/** How often times that lie too far ahead are looked for: everything goes on within a minute. */
const LOOK_MS = 15_000;

/**
 * A clock that is set back (by a time server, or after the machine slept) leaves leases and wake-ups in the database that
 * lie an hour ahead, say. This frees them. It needs a timer of its own: the jobs themselves wait for such a time.
 */
export function freeStaleTimes(
  ways: readonly { readonly what: string; readonly free: () => Promise<number> }[],
  revive: () => Promise<boolean>,
  freed: () => void,
  log: Logger,
): { readonly stop: () => void } {
  async function look(): Promise<void> {
    await revive().then(
      (isNews) => isNews && log.warn('No job had run for minutes: Agenda is started anew'),
      (error: unknown) => log.debug({ err: error }, 'Agenda could not be started anew'),
    );
    for (const { what, free } of ways) {
      try {
        const count = await free();
        if (count === 0) continue;
        log.warn({ count }, `The clock was set back: ${what} go on`);
        freed();
      } catch (error) {
        // An outage is told elsewhere; the next look comes soon.
        log.debug({ err: error }, `A look for stale ${what} failed`);
      }
    }
  }
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
