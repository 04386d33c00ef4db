import { setTimeout as after } from 'node:timers/promises';
import type { Lane } from '../domain/outbox.ts';
import { type Delivered, type DeliveryDeps, deliver } from './entry.ts';

/** How long a lane is ours before another process may take it over; a call to Slack ends well before. */
export const LEASE_MS = 30_000;
/** Lanes worked on at once by one process. */
const PARALLEL = 8;
/** Between two tries of the same entry: doubling from one second to five minutes, each half at random. */
const BACK_OFF_MIN_MS = 1_000;
const BACK_OFF_MAX_MS = 5 * 60_000;
/** A wake-up that comes too soon does no harm; one that never comes would. */
const LONGEST_SLEEP_MS = 60_000;

export type DeliveryOptions = DeliveryDeps & {
  /** Names this process on the leases it holds. */
  readonly owner: string;
  /** Milliseconds between two posts to one channel: about one a second (docs.slack.dev/apis/web-api/rate-limits). */
  readonly paceMs: number;
  /** How often to look for what other processes queued; absent: they wake this one. */
  readonly lookEveryMs?: number;
  /** A number from 0 to 1. */
  readonly random: () => number;
};

export type Delivery = {
  /** Begins to deliver what is queued, if it is not doing so already. Cheap to call. */
  readonly wake: () => void;
  /** Finishes the entries in hand, then rests for good. */
  readonly stop: () => Promise<void>;
};

export function createDelivery(options: DeliveryOptions): Delivery {
  const { outbox, clock, log } = options;
  const ending = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;
  const held = new Set<string>();
  let timer: AbortController | undefined;

  /** Works lanes off until none is ready. Each lane it finds lets one more look for the next, up to the limit. */
  async function drain(helpers: number): Promise<void> {
    while (!ending.signal.aborted) {
      const now = clock.now();
      const lane = await outbox.claimLane(now, options.owner, new Date(now.getTime() + LEASE_MS));
      if (lane === undefined) return;
      // A clock that jumped ends the lease of a lane that this very process is still at work on.
      if (held.has(lane.id)) continue;
      held.add(lane.id);
      const work = workOff(options, lane, ending.signal)
        .catch((error: unknown) => setAside(lane, error))
        .finally(() => held.delete(lane.id));
      await Promise.all([work, helpers > 0 ? drain(helpers - 1) : undefined]);
    }
  }

  /** A fault of ours, or of the database, in one lane delays no other; the lane is taken up again soon. */
  async function setAside(lane: Lane, error: unknown): Promise<void> {
    log.error({ err: error, laneId: lane.id }, 'A lane could not be worked off; it is tried again soon');
    await outbox.releaseLane(lane, options.owner, { readyAt: new Date(clock.now().getTime() + BACK_OFF_MIN_MS) });
  }

  async function run(): Promise<void> {
    while (again && !ending.signal.aborted) {
      again = false;
      await drain(PARALLEL - 1);
      await sleepUntilNext();
    }
  }

  /** Lanes that wait (a pause that Slack asked for, the pace of a channel) are taken up when their time has come. */
  async function sleepUntilNext(): Promise<void> {
    const next = await outbox.nextReadyAt();
    if (ending.signal.aborted || (next === undefined && options.lookEveryMs === undefined)) return;
    timer?.abort();
    timer = new AbortController();
    const { signal } = timer;
    const untilNext = next ? next.getTime() - clock.now().getTime() : LONGEST_SLEEP_MS;
    const ms = Math.min(Math.max(untilNext, 10), options.lookEveryMs ?? LONGEST_SLEEP_MS);
    after(ms, undefined, { signal, ref: false }).then(wake, () => undefined);
  }

  function wake(): void {
    if (ending.signal.aborted) return;
    again = true;
    running ??= run()
      .catch((error: unknown) => log.error({ err: error }, 'Delivery stopped; the next wake-up starts it again'))
      .finally(() => {
        running = undefined;
        // A wake-up that came while the last round was ending.
        if (again) wake();
      });
  }

  return {
    wake,
    async stop() {
      ending.abort();
      timer?.abort();
      await running;
    },
  };
}

/** Delivers a lane's entries in order until none is left, or one has to wait. */
async function workOff(options: DeliveryOptions, lane: Lane, ending: AbortSignal): Promise<void> {
  const { outbox, clock, owner } = options;
  let lastPost: Date | undefined;
  for (;;) {
    const now = clock.now();
    const head = await outbox.head(lane.id);
    if (head === undefined) return outbox.releaseLane(lane, owner, 'nothing');
    if (ending.aborted) return outbox.releaseLane(lane, owner, { readyAt: now });
    if (head.notBefore && head.notBefore > now) return outbox.releaseLane(lane, owner, { readyAt: head.notBefore });
    if (lastPost && head.notice.kind !== 'board' && now.getTime() - lastPost.getTime() < options.paceMs) {
      return outbox.releaseLane(lane, owner, { readyAt: new Date(lastPost.getTime() + options.paceMs) });
    }
    if (!(await outbox.keepLane(lane.id, owner, new Date(now.getTime() + LEASE_MS)))) return;
    const isUntried = head.notice.kind === 'update' && head.attempts === 0;
    const entry = isUntried ? await outbox.absorbFollowing(head, now) : head;
    const delivered = await deliver(options, lane, entry);
    if (delivered === 'posted') lastPost = clock.now();
    const pause = pauseAfter(delivered, entry.attempts, options.random);
    if (pause !== undefined) {
      return outbox.releaseLane(lane, owner, { readyAt: new Date(clock.now().getTime() + pause) });
    }
  }
}

function pauseAfter(delivered: Delivered, attempts: number, random: () => number): number | undefined {
  if (delivered === 'posted' || delivered === 'done') return undefined;
  if (delivered.kind === 'later' && delivered.afterMs !== undefined) return delivered.afterMs;
  if (delivered.kind === 'workspace') return BACK_OFF_MAX_MS;
  const full = Math.min(BACK_OFF_MIN_MS * 2 ** attempts, BACK_OFF_MAX_MS);
  return full / 2 + (full / 2) * random();
}
