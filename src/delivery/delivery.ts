import { setTimeout as after } from 'node:timers/promises';
import { type Lane, type LaneLeft, mayGrow, OvertakenError, receiverOf } from '../domain/outbox.ts';
import type { Store } from '../domain/ports.ts';
import { type Delivered, type DeliveryDeps, deliver } from './entry.ts';
import { heldCalls, holdOn, LaneLostError, leaseFrom } from './hold.ts';
import { createPace, type Pace } from './pace.ts';

/** Lanes worked on at once by one process: while Slack takes a second for each call, still some dozen calls a second. */
const PARALLEL = 32;
/** Lanes seen at one look: enough for all hands of some processes beside each other. */
const WINDOW = 3 * PARALLEL;
/** Between two tries of the same entry: doubling from one second to five minutes, each half at random. */
const BACK_OFF_MIN_MS = 1_000;
const BACK_OFF_MAX_MS = 5 * 60_000;
/** A wake-up that comes too soon does no harm; one that never comes would. */
const LONGEST_SLEEP_MS = 60_000;

export type DeliveryOptions = DeliveryDeps & {
  readonly store: Pick<Store, 'stoppedWorkspaces'>;
  /** Milliseconds between two posts to one channel: about one a second (docs.slack.dev/apis/web-api/rate-limits). */
  readonly paceMs: number;
  /** How often to look for what other processes queued; absent: they wake this one. */
  readonly lookEveryMs?: number;
  /** Whether an error is part of an outage, which is told elsewhere, once. */
  readonly isDatabaseAway: (error: unknown) => boolean;
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
  const told = (error: unknown) => (options.isDatabaseAway(error) ? log.debug.bind(log) : log.error.bind(log));
  const ending = new AbortController();
  let looking: Promise<void> | undefined;
  /** Wake-ups so far, and up to which of them all that was ready has been taken up. */
  let wakes = 0;
  let answered = 0;
  const held = new Set<string>();
  /** Held ones that were ready again at the last look: something was queued while they were given back. */
  const passedOver = new Set<string>();
  const inHand = new Set<Promise<void>>();
  /** Lanes that were ready at the last look, and that no hand was free for yet. */
  let found: Lane[] = [];
  /** How often in a row each lane met a fault of ours. */
  const faults = new Map<string, number>();
  let timer: AbortController | undefined;
  const pace = createPace(options.paceMs, clock);
  /** Workspaces that do not let the app in, as far as this process knows. */
  let stopped: readonly string[] = [];

  /** Takes lanes up until none is ready or all hands are full; it waits for none of them. */
  async function takeUpAll(): Promise<void> {
    while (inHand.size < PARALLEL && !ending.signal.aborted) {
      const lane = found.shift();
      if (lane !== undefined) takeUp(lane);
      else if (answered === wakes) return;
      else await findReady();
    }
  }

  /** One look at what is ready, and at when to look again. */
  async function findReady(): Promise<void> {
    const asked = wakes;
    // What another process found out this one learns with its first call; that it is over, only here.
    if (stopped.length > 0) stopped = (await options.store.stoppedWorkspaces()).map(({ teamId }) => teamId);
    const now = clock.now();
    const soonest = await outbox.soonestLanes(stopped, WINDOW);
    const due = soonest.filter(({ readyAt }) => readyAt <= now);
    // A clock that jumped ends the lease of a lane that this very process is still at work on.
    const ready = due.filter(({ id }) => !held.has(id));
    for (const { id } of due) if (held.has(id)) passedOver.add(id);
    // Other processes see the same lanes: each begins somewhere else.
    const begin = ready.length > PARALLEL ? Math.floor(options.random() * ready.length) : 0;
    found = [...ready.slice(begin), ...ready.slice(0, begin)];
    const isMore = soonest.length === WINDOW && ready.length === WINDOW;
    if (isMore) return;
    answered = asked;
    sleepUntil(soonest.find(({ readyAt }) => readyAt > now)?.readyAt);
  }

  function takeUp(lane: Lane): void {
    if (held.has(lane.id)) return;
    held.add(lane.id);
    const work = claimAndWorkOff(lane)
      .catch(broken)
      .finally(() => {
        held.delete(lane.id);
        inHand.delete(work);
        if (passedOver.delete(lane.id)) wake();
        else look();
      });
    inHand.add(work);
  }

  async function claimAndWorkOff(lane: Lane): Promise<void> {
    const now = clock.now();
    const leaseUntil = leaseFrom(now);
    // Another process was quicker.
    if (!(await outbox.claimLane(lane.id, now, options.owner, leaseUntil))) return;
    try {
      const ended = await workOff(options, pace, lane, leaseUntil, ending.signal);
      faults.delete(lane.id);
      if (ended === 'emptied') return;
      if (ended === 'stopped') stopped = [...stopped, lane.teamId];
    } catch (error) {
      const isLost = error instanceof OvertakenError || error instanceof LaneLostError;
      if (isLost) log.info({ err: error, laneId: lane.id }, 'Another process has taken this lane over');
      else await setAside(lane, error);
    }
    // It waits for another time, or something was queued meanwhile, in it or in another.
    wake();
  }

  /** A fault of ours, or of the database, in one lane delays no other. One of ours is tried less and less often. */
  async function setAside(lane: Lane, error: unknown): Promise<void> {
    told(error)({ err: error, laneId: lane.id }, 'A lane could not be worked off; it is tried again');
    const before = faults.get(lane.id) ?? 0;
    if (!options.isDatabaseAway(error)) faults.set(lane.id, before + 1);
    const pause = pauseOf({ kind: 'wait' }, before, options.random);
    await outbox.releaseLane(lane, options.owner, { readyAt: new Date(clock.now().getTime() + pause) });
  }

  /** Lanes that wait (a pause that Slack asked for, the pace of a channel) are taken up when their time has come. */
  function sleepUntil(next: Date | undefined): void {
    if (ending.signal.aborted || (next === undefined && options.lookEveryMs === undefined)) return;
    timer?.abort();
    timer = new AbortController();
    const { signal } = timer;
    const untilNext = next ? next.getTime() - clock.now().getTime() : LONGEST_SLEEP_MS;
    const ms = Math.min(Math.max(untilNext, 10), options.lookEveryMs ?? LONGEST_SLEEP_MS);
    after(ms, undefined, { signal, ref: false }).then(wake, () => undefined);
  }

  function wake(): void {
    wakes += 1;
    look();
  }

  function look(): void {
    if (looking || inHand.size >= PARALLEL || (answered === wakes && found.length === 0) || ending.signal.aborted)
      return;
    looking = takeUpAll()
      .catch((error: unknown) => {
        answered = wakes;
        broken(error);
      })
      .finally(() => {
        looking = undefined;
        look();
      });
  }

  function broken(error: unknown): void {
    told(error)({ err: error }, 'Delivery stopped; the next wake-up starts it again');
  }

  return {
    wake,
    async stop() {
      ending.abort();
      timer?.abort();
      await looking;
      await Promise.all(inHand);
    },
  };
}

/** Delivers a lane's entries in order until none is left, or one has to wait. */
async function workOff(
  options: DeliveryOptions,
  pace: Pace,
  lane: Lane,
  leaseUntil: Date,
  ending: AbortSignal,
): Promise<'emptied' | 'released' | 'stopped'> {
  const { outbox, clock, owner } = options;
  const ensure = holdOn(outbox, clock, lane, owner, leaseUntil);
  const receiver = `${lane.teamId}:${receiverOf(lane.to)}`;
  const messages = heldCalls(pace.inTurn(options.messages, receiver), ensure);
  const release = async (left: LaneLeft) => {
    const isEmpty = await outbox.releaseLane(lane, owner, left);
    return isEmpty && !isPassedOn ? ('emptied' as const) : ('released' as const);
  };
  let isPassedOn = false;
  let seen = 0;
  let nextPostAt = new Date(0);
  /** Whichever process takes the lane next keeps the distance to our last post. */
  const from = (at: Date) => ({ readyAt: at > nextPostAt ? at : nextPostAt });
  for (;;) {
    const now = clock.now();
    // What is queued behind the last one known keeps the lane from counting as empty.
    const head = seen < lane.lastSeq ? await outbox.head(lane.id) : undefined;
    if (head === undefined) return release({ ...from(now), isEmpty: true });
    if (ending.aborted) return release(from(now));
    if (head.notBefore && head.notBefore > now) return release(from(head.notBefore));
    const wait = head.notice.kind === 'board' ? 0 : pace.waitOf(receiver, now);
    if (wait > 0) return release({ readyAt: new Date(now.getTime() + wait) });
    const entry = mayGrow(head) && head.seq < lane.lastSeq ? await outbox.absorbFollowing(head, now) : head;
    seen = entry.seq;
    const log = options.log.child({ outboxId: entry.id, laneId: lane.id });
    const delivered = await deliver({ ...options, messages, log }, lane, entry);
    if (delivered.kind === 'posted') nextPostAt = new Date(clock.now().getTime() + options.paceMs);
    if (delivered.kind === 'left') return 'released';
    // Where one admin cannot be told, the lane of the next has something now.
    isPassedOn ||= delivered.kind === 'done' && entry.notice.kind === 'parked';
    if (delivered.kind === 'stopped') {
      await release({ readyAt: now });
      return 'stopped';
    }
    if (delivered.kind === 'wait') {
      const ms = pauseOf(delivered, entry.attempts, options.random);
      return release({ readyAt: new Date(clock.now().getTime() + ms) });
    }
  }
}

function pauseOf({ afterMs }: Extract<Delivered, { kind: 'wait' }>, attempts: number, random: () => number): number {
  if (afterMs !== undefined) return afterMs;
  const full = Math.min(BACK_OFF_MIN_MS * 2 ** attempts, BACK_OFF_MAX_MS);
  return full / 2 + (full / 2) * random();
}
