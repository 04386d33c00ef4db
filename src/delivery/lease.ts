import { setTimeout as after } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import type { Messages } from './messages.ts';
import { type Claim, LeaseLostError, type Subscriptions } from './subscription.ts';

/** How long a subscription is ours before another process may claim it; a call to Slack ends well before. */
export const LEASE_MS = 15_000;
/** With less than this left, the lease is prolonged before a call: longer than a call may take. */
const RENEW_MS = 8_000;
/** A delivery is given up after so long, whatever the call it waits for does: its lease has run out by then. */
const GIVE_UP_MS = 4 * LEASE_MS;

export function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

/** Makes sure that a subscription is still ours; throws {@link LeaseLostError} where it is not. */
export function leaseOn(subscriptions: Pick<Subscriptions, 'keep'>, clock: Clock, claim: Claim) {
  let leaseUntil = claim.leaseUntil;
  return async (): Promise<void> => {
    const now = clock.now();
    const left = leaseUntil.getTime() - now.getTime();
    if (left <= 0) throw new LeaseLostError(`The lease on ${claim.subscription.id} has ended`);
    // A clock that was set back leaves more than a lease: others may see ours as stale.
    if (left > RENEW_MS && left <= LEASE_MS) return;
    leaseUntil = leaseFrom(now);
    await subscriptions.keep(claim, leaseUntil, now);
  };
}

/** The same calls, each made only while the lease holds: a process that was paused must not post. */
export function leasedCalls(messages: Messages, ensure: () => Promise<void>): Messages {
  const leased =
    <A extends readonly unknown[], T>(call: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      await ensure();
      return call(...args);
    };
  return {
    channelOf: leased(messages.channelOf),
    post: leased(messages.post),
    edit: leased(messages.edit),
    find: leased(messages.find),
    permalink: leased(messages.permalink),
    pin: leased(messages.pin),
    unpin: leased(messages.unpin),
    remove: leased(messages.remove),
  };
}

/** Waits for a delivery, but not for ever: the database, or Slack, may keep a call. */
export async function withinReason(work: Promise<void>, ms = GIVE_UP_MS): Promise<void> {
  const limit = new AbortController();
  const tooLate = after(ms, 'too late', { signal: limit.signal, ref: false }).catch(() => 'in time');
  const ended = await Promise.race([work, tooLate]).finally(() => limit.abort());
  if (ended === 'too late') throw new Error('A delivery, or a look for some, did not end; another goes on');
}
