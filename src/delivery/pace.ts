import { setTimeout as after } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import type { Messages } from './messages.ts';

/** Posts are about a second apart in one channel (docs.slack.dev/apis/web-api/rate-limits), over all its subscriptions. */
export type Pace = {
  /** Milliseconds until the receiver may get its next post; 0 when it may now. */
  readonly waitOf: (receiver: string, now: Date) => number;
  /** The same messages, each post at its receiver's turn: several of its subscriptions may be served at once. */
  readonly inTurn: (messages: Messages, receiver: string) => Messages;
};

/** Receivers remembered before those long past are forgotten. */
const REMEMBERED = 1_000;

export function createPace(paceMs: number, clock: Clock): Pace {
  const last = new Map<string, number>();

  function note(receiver: string): void {
    const now = clock.now().getTime();
    last.delete(receiver);
    last.set(receiver, now);
    if (last.size <= REMEMBERED) return;
    for (const [each, at] of last) if (now - at >= paceMs) last.delete(each);
  }

  function waitOf(receiver: string, now: Date): number {
    const passed = now.getTime() - (last.get(receiver) ?? Number.NEGATIVE_INFINITY);
    // A clock that was set back has passed no time; one pause is still enough.
    return passed >= paceMs || passed < 0 ? 0 : paceMs - passed;
  }

  return {
    waitOf,
    inTurn: (messages, receiver) => ({
      ...messages,
      async post(...message) {
        for (let wait = waitOf(receiver, clock.now()); wait > 0; wait = waitOf(receiver, clock.now()))
          await after(wait);
        // Noted before the call, for the other subscriptions, and after it: Slack counts what it took, whenever that was.
        note(receiver);
        return messages.post(...message).finally(() => note(receiver));
      },
    }),
  };
}
