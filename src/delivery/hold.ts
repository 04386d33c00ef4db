import type { Clock } from '../domain/clock.ts';
import type { Lane, Outbox } from '../domain/outbox.ts';
import type { Messages } from './messages.ts';

/** How long a lane is ours before another process may take it over; a call to Slack ends well before. */
export const LEASE_MS = 15_000;
/** With less than this left, the lease is prolonged before a call: longer than a call may take. */
const RENEW_MS = 8_000;

/** The lane was taken over: this process was silent for longer than its lease. */
export class LaneLostError extends Error {}

export function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/** Makes sure that a lane is still ours; throws {@link LaneLostError} where it is not. */
export function holdOn(outbox: Pick<Outbox, 'keepLane'>, clock: Clock, lane: Lane, owner: string, until: Date) {
  let leaseUntil = until;
  return async (): Promise<void> => {
    const now = clock.now();
    if (leaseUntil.getTime() - now.getTime() > RENEW_MS) return;
    leaseUntil = leaseFrom(now);
    if (!(await outbox.keepLane(lane.id, owner, leaseUntil))) throw new LaneLostError(`Lane ${lane.id} was taken over`);
  };
}

/** The same calls, each made only while the lane is ours: a process that was paused must not post. */
export function heldCalls(messages: Messages, ensure: () => Promise<void>): Messages {
  const held =
    <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      await ensure();
      return call(...args);
    };
  return {
    channelOf: held(messages.channelOf),
    post: held(messages.post),
    edit: held(messages.edit),
    find: held(messages.find),
    permalink: held(messages.permalink),
    pin: held(messages.pin),
    unpin: held(messages.unpin),
    remove: held(messages.remove),
  };
}
