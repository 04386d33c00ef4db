import type { Later } from '../../../../sandbox/slack/common/timer.ts';

/** A clock and timers that move by hand. */
export type ManualClock = {
  readonly now: () => number;
  /** Lets time pass and runs what falls due in it. */
  readonly pass: (ms: number) => void;
  /** Waits, in milliseconds, that are outstanding. */
  readonly waits: () => number[];
};

export function createManualClock(): ManualClock & { readonly later: Later } {
  let now = Date.UTC(2026, 2, 2, 9);
  let due: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    waits: () => due.map(({ at }) => at - now),
    pass: (ms) => {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { run } of ready) run();
    },
    later: (ms, run) => {
      const one = { at: now + ms, run };
      due.push(one);
      return () => {
        due = due.filter((other) => other !== one);
      };
    },
  };
}
