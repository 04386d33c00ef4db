import { setTimeout as after } from 'node:timers/promises';
import type { Wake } from '../history/audience.ts';
import { idOf, partsOf } from '../history/audienceKey.ts';
import type { Store } from '../history/store.ts';
import { type Delivered, type DeliveryDeps, type Handed, later, newAttempt } from './attempt.ts';
import { deliver } from './deliver.ts';
import { backOffOf } from './failed.ts';
import { LEASE_MS, leasedCalls, leaseFrom, leaseOn, withinReason } from './lease.ts';
import { createPace } from './pace.ts';
import { type Claim, FAULT, LeaseLostError, type Subscription } from './subscription.ts';

/** Subscriptions worked on at once by one process: while Slack takes a second for each call, still some dozen calls a second. */
const PARALLEL = 32;
/** Subscriptions seen at one look: enough for all hands of some processes beside each other. */
const WINDOW = 3 * PARALLEL;
/** It looks at least so often, should a wake-up be lost. */
const LONGEST_SLEEP_MS = 60_000;
/** How long Homes wait for a look that serves several saves. */
const HOMES_MS = 50;

export type DeliveryOptions = DeliveryDeps & {
  readonly store: Pick<Store, 'stoppedWorkspaces'>;
  /** How often to look for what other processes saved; absent: they wake this one. */
  readonly lookEveryMs?: number;
  /** Whether an error is part of an outage, which is told elsewhere, once. */
  readonly isDatabaseAway: (error: unknown) => boolean;
  /** Milliseconds after which a call that does not end is given up; absent: longer than a lease. */
  readonly giveUpMs?: number;
  /** A name that no other claim has. */
  readonly newToken: () => string;
};

export type Delivery = {
  /** Looks for something to deliver, if it is not doing so already. Cheap to call. */
  readonly wake: () => void;
  /** The same for what was just saved, without a search for it. */
  readonly saved: (wakes: readonly Wake[], handed: Handed) => void;
  /** Finishes the messages that it has begun, then rests for good. */
  readonly stop: () => Promise<void>;
};

type Ready = Pick<Subscription, 'id' | 'teamId' | 'key' | 'receiver'> & { readonly handed?: Handed };

export function createDelivery(options: DeliveryOptions): Delivery {
  const { subscriptions, clock, log } = options;
  const level = (error: unknown) => (options.isDatabaseAway(error) ? 'debug' : 'error');
  const ending = new AbortController();
  const pace = createPace(options.paceMs, clock);
  /** Ids of the subscriptions that a hand is at work on. */
  const held = new Set<string>();
  /** Held ones that were ready again at the last look. */
  const passedOver = new Set<string>();
  const inHand = new Set<Promise<void>>();
  /** Ready at the last look, or just saved; no hand was free yet. */
  let found: Ready[] = [];
  let looking: Promise<void> | undefined;
  /** Wake-ups so far, and up to which of them everything that was ready has been found. */
  let wakes = 0;
  let answered = 0;
  /** How often in a row each subscription met a fault of ours. */
  const faults = new Map<string, number>();
  let timer: { readonly at: number; readonly end: AbortController } | undefined;
  /** Workspaces that do not let the app in, as far as this process knows. */
  let stopped: readonly string[] = [];

  /** Hands out what is ready until nothing is left or all hands are full; it waits for none of them. */
  async function handOut(): Promise<void> {
    while (inHand.size < PARALLEL && !ending.signal.aborted) {
      const ready = found.shift();
      if (ready !== undefined) takeUp(ready);
      else if (answered === wakes) return;
      else await withinReason(findReady(), options.giveUpMs);
    }
  }

  /** One look at what is ready, and at when to look again. */
  async function findReady(): Promise<void> {
    const asked = wakes;
    // That a workspace lets the app in again this process learns only here.
    if (stopped.length > 0) stopped = (await options.store.stoppedWorkspaces()).map(({ teamId }) => teamId);
    const now = clock.now();
    const soonest = await subscriptions.soonest(stopped, WINDOW);
    const due = soonest.filter(({ readyAt }) => readyAt <= now);
    for (const { id } of due) if (held.has(id)) passedOver.add(id);
    const { ready, paced } = inTurn(
      due.filter(({ id }) => !held.has(id)),
      now,
    );
    await subscriptions.putOff(paced, now);
    // Other processes see the same: each begins somewhere else.
    const begin = ready.length > PARALLEL ? Math.floor(options.random() * ready.length) : 0;
    found = [...ready.slice(begin), ...ready.slice(0, begin)];
    if (soonest.length === WINDOW && due.length === WINDOW) return;
    answered = asked;
    sleepUntil(soonest.find(({ readyAt }) => readyAt > now)?.readyAt ?? later(now, LONGEST_SLEEP_MS));
    const [first] = paced;
    if (first) sleepUntil(first.until);
  }

  /** One message at a time for each receiver; those that have to wait for it let others pass. */
  function inTurn(due: readonly Subscription[], now: Date) {
    const waits = new Map<string, number>();
    const ready: Subscription[] = [];
    const paced: { subscription: Subscription; until: Date }[] = [];
    for (const subscription of due) {
      const { receiver, teamId, key } = subscription;
      const name = `${teamId}:${idOf(receiver)}`;
      const wait = isDrawn(key) ? 0 : (waits.get(name) ?? pace.waitOf(name, now));
      if (wait === 0) ready.push(subscription);
      else paced.push({ subscription, until: later(now, wait) });
      if (!isDrawn(key)) waits.set(name, wait + options.paceMs);
    }
    return { ready, paced };
  }

  function takeUp(ready: Ready): void {
    if (held.has(ready.id)) {
      passedOver.add(ready.id);
      return;
    }
    held.add(ready.id);
    const work = withinReason(claimAndDeliver(ready), options.giveUpMs)
      .catch(broken)
      .finally(() => {
        held.delete(ready.id);
        inHand.delete(work);
        if (passedOver.delete(ready.id)) wake();
        else look();
      });
    inHand.add(work);
  }

  async function claimAndDeliver({ id, teamId, receiver, handed }: Ready): Promise<void> {
    const now = clock.now();
    const leaseUntil = leaseFrom(now);
    const claim = await subscriptions.claim(id, { now, token: options.newToken(), leaseUntil });
    // It is not ready any more, or another process was quicker.
    if (claim === undefined) return;
    const attempt = newAttempt(claim.subscription.key);
    try {
      const ensure = leaseOn(subscriptions, clock, claim);
      const messages = leasedCalls(pace.inTurn(options.messages, `${teamId}:${idOf(receiver)}`), ensure);
      const child = log.child({ subscriptionId: id });
      const delivered = await deliver({ ...options, messages, log: child }, claim, attempt, handed);
      faults.delete(id);
      goOnAfter(delivered, teamId);
    } catch (error) {
      if (error instanceof LeaseLostError)
        log.info({ subscriptionId: id }, 'Another process has taken a subscription over');
      else await setAside(claim, error, attempt.began);
    }
  }

  function goOnAfter(delivered: Delivered, teamId: string): void {
    if (delivered.kind === 'waits') sleepUntil(delivered.until);
    if (delivered.kind === 'stopped') stopped = [...stopped, teamId];
    // An admin may have something to read now; what waits behind a stopped workspace lets others pass.
    if (delivered.kind === 'left' || delivered.kind === 'stopped') wake();
  }

  /** A fault of ours, or of the database, delays no other reader. One of ours is tried less and less often. */
  async function setAside(claim: Claim, error: unknown, began: Date | undefined): Promise<void> {
    const { id, attempts, startedAt, repeatFrom } = claim.subscription;
    log[level(error)]({ err: error, subscriptionId: id }, 'A subscription could not be served; it is tried again');
    const before = faults.get(id) ?? 0;
    if (!options.isDatabaseAway(error)) faults.set(id, before + 1);
    const now = clock.now();
    const until = later(now, backOffOf(before, options.random));
    const earlier = startedAt && repeatFrom ? { startedAt, repeatFrom } : undefined;
    // Slack may have taken the message before the fault came.
    const sent = began ? { startedAt: startedAt ?? began, repeatFrom: later(began, options.lateMs) } : undefined;
    const uncertain = sent && earlier && earlier.repeatFrom > sent.repeatFrom ? earlier : (sent ?? earlier);
    const reason = options.isDatabaseAway(error) ? undefined : FAULT;
    await subscriptions.pause(claim, { until, attempts, reason, uncertain }, now);
    sleepUntil(until);
  }

  /** Wakes at the earliest of several moments. */
  function sleepUntil(next: Date): void {
    if (ending.signal.aborted) return;
    const untilNext = Math.max(next.getTime() - clock.now().getTime(), 10);
    const ms = Math.min(untilNext, options.lookEveryMs ?? LONGEST_SLEEP_MS);
    const at = performance.now() + ms;
    if (timer !== undefined && timer.at <= at) return;
    timer?.end.abort();
    const end = new AbortController();
    timer = { at, end };
    after(ms, undefined, { signal: end.signal, ref: false }).then(ring, () => undefined);
  }

  function ring(): void {
    timer = undefined;
    wake();
  }

  function wake(): void {
    wakes += 1;
    look();
  }

  function look(): void {
    const isIdle = answered === wakes && found.length === 0;
    if (looking || inHand.size >= PARALLEL || isIdle || ending.signal.aborted) return;
    looking = handOut()
      .catch((error: unknown) => {
        answered = wakes;
        broken(error);
        sleepUntil(later(clock.now(), LEASE_MS));
      })
      .finally(() => {
        looking = undefined;
        look();
      });
  }

  function broken(error: unknown): void {
    log[level(error)]({ err: error }, 'Delivery stopped; the next wake-up starts it again');
  }

  return {
    wake,
    saved(all, handed) {
      const now = clock.now();
      for (const { id, teamId, key, receiver, dueAt } of all) {
        if (dueAt > now) sleepUntil(dueAt);
        // More than a look finds is left to the next look.
        else if (found.length < WINDOW) found.push({ id, teamId, key, receiver, handed: entriesFor(handed, key) });
        else wakes += 1;
      }
      // The Homes that show the project are found by a look, with those of other saves.
      sleepUntil(later(now, HOMES_MS));
      look();
    },
    async stop() {
      ending.abort();
      timer?.end.abort();
      await looking;
      await Promise.all(inHand);
    },
  };
}

/** Boards and Homes are drawn anew: that is no message. */
function isDrawn(key: Subscription['key']): boolean {
  return ['board', 'home'].includes(partsOf(key).stream);
}

function entriesFor({ project, entries }: Handed, key: Subscription['key']): Handed {
  return { project, entries: entries.filter(({ audience }) => audience.includes(key)) };
}
