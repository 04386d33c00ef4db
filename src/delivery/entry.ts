import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import type { Lane, Outbox, OutboxEntry } from '../domain/outbox.ts';
import type { Store } from '../domain/ports.ts';
import { type BoardStore, deliverBoard, finishLostBoard } from './board.ts';
import { LEASE_MS } from './hold.ts';
import type { Homes } from './homes.ts';
import type { Messages } from './messages.ts';
import { plainTier, sendFirstTaken } from './post.ts';
import { type Rendered, type RenderStore, render } from './render.ts';
import { isOfSlack } from './slackErrors.ts';
import { postIn, threadOf } from './threads.ts';
import { afterAttempt, beforeAttempt } from './trouble.ts';

export type DeliveryDeps = {
  readonly outbox: Outbox;
  readonly store: RenderStore & BoardStore & Pick<Store, 'stopWorkspace'>;
  readonly messages: Messages;
  readonly homes: Pick<Homes, 'refreshOf'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this process on the leases it holds. */
  readonly owner: string;
  /** Whom to tell when a channel or a person cannot be reached, beside the admin who set the project up. */
  readonly adminUserIds: Iterable<string>;
  /** How long Slack may still take a call that it did not answer, in milliseconds. */
  readonly lateMs: number;
  /** Hears what became of entries. */
  readonly watch: Watch;
};

export type Watch = {
  readonly finished: (notice: OutboxEntry['notice'], state: 'sent' | 'dropped' | 'parked') => void;
  /** A call to Slack failed; `trouble` is its class. */
  readonly failed: (trouble: string) => void;
};

/**
 * `posted` counts against the channel's pace; `done` does not. `wait`: the entry is for another time, after so long or
 * after backing off. `left`: the lane is not ours any more. `stopped`: the whole workspace rests.
 */
export type Delivered =
  | { readonly kind: 'posted' | 'done' | 'left' | 'stopped' }
  | { readonly kind: 'wait'; readonly afterMs?: number };

const DONE: Delivered = { kind: 'done' };

/** While Slack may still take a call, it is asked this often, at most and at least, whether it has. */
const LOOK_MAX_MS = 10_000;
const LOOK_MIN_MS = 250;

/**
 * Delivers one entry of a lane whose lease we hold, and records what came of it. Faults that are not Slack's throw, and so
 * does losing the lane or the entry to another process.
 */
export async function deliver(deps: DeliveryDeps, lane: Lane, entry: OutboxEntry): Promise<Delivered> {
  const ready = await prepare(deps, lane, entry);
  if ('kind' in ready) return ready;
  const { rendered } = ready;
  if (rendered.kind === 'board') deps.homes.refreshOf(rendered.project);
  return send(deps, lane, entry, ready);
}

type Ready = { readonly channelId: string; readonly rendered: Extract<Rendered, { kind: 'post' | 'board' }> };

/** Everything before a new attempt; what fails here leaves the entry as it was. */
async function prepare(deps: DeliveryDeps, lane: Lane, entry: OutboxEntry): Promise<Ready | Delivered> {
  const { outbox, store, messages, clock } = deps;
  try {
    const channelId = await messages.channelOf(lane.to);
    if (await mayBeThere(deps, entry)) {
      const during = { from: entry.startedAt ?? entry.createdAt, until: entry.repeatFrom };
      const lost = await messages.find(channelId, entry.id, during, await threadOf(store, entry));
      if (lost !== undefined) return await finishLost(deps, channelId, entry, lost);
      const left = (entry.repeatFrom?.getTime() ?? 0) - clock.now().getTime();
      if (left > 0) return { kind: 'wait', afterMs: Math.min(left, LOOK_MAX_MS, Math.max(left / 4, LOOK_MIN_MS)) };
    }
    const rendered = await render(store, entry, clock.now());
    if (rendered.kind === 'later') {
      await outbox.markNotBefore(entry, rendered.at);
      return { kind: 'wait', afterMs: rendered.at.getTime() - clock.now().getTime() };
    }
    if (rendered.kind !== 'nothing') return { channelId, rendered };
    await outbox.markFinished(entry, { state: 'dropped', reason: rendered.reason }, clock.now());
    deps.watch.finished(entry.notice, 'dropped');
    return DONE;
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    return beforeAttempt(deps, lane, entry, error);
  }
}

/** Whether Slack may have a message of an earlier attempt. An edit that was tried is simply made again. */
async function mayBeThere({ store }: DeliveryDeps, entry: OutboxEntry): Promise<boolean> {
  if (entry.state !== 'sending' && entry.state !== 'unknown') return false;
  if (entry.notice.kind !== 'board') return true;
  return (await store.projectById(entry.projectId))?.boardTs === undefined;
}

async function finishLost(deps: DeliveryDeps, channelId: string, entry: OutboxEntry, ts: string): Promise<Delivered> {
  if (entry.notice.kind === 'board') await finishLostBoard(deps, channelId, entry, ts);
  await deps.outbox.markFinished(entry, { state: 'sent', ts }, deps.clock.now());
  deps.watch.finished(entry.notice, 'sent');
  return DONE;
}

/** One attempt. From its first record on, Slack may have the message. */
async function send(deps: DeliveryDeps, lane: Lane, entry: OutboxEntry, ready: Ready): Promise<Delivered> {
  const { outbox, clock, messages, lateMs } = deps;
  const { channelId, rendered } = ready;
  const threadTs = await threadOf(deps.store, entry);
  const began = clock.now();
  // Until the outcome is recorded: a process that dies with the call is succeeded after its lease.
  const trying = await outbox.markSending(entry, began, new Date(began.getTime() + Math.min(lateMs, LEASE_MS)));
  try {
    if (rendered.kind === 'board') {
      const delivered = await deliverBoard(deps, channelId, trying, rendered, entry.repeatFrom);
      deps.watch.finished(entry.notice, 'sent');
      return { kind: delivered };
    }
    const forms = [rendered.shown, plainTier(rendered.shown)];
    const post = (shown: (typeof forms)[number]) => postIn(messages, channelId, entry.id, shown, threadTs);
    const { sent: ts } = await sendFirstTaken(forms, deps.log, post);
    await outbox.markFinished(trying, { state: 'sent', ts }, clock.now());
    deps.watch.finished(entry.notice, 'sent');
    return { kind: 'posted' };
  } catch (error) {
    if (!isOfSlack(error)) throw error;
    return afterAttempt(deps, lane, trying, error, { began, lateUntil: entry.repeatFrom });
  }
}
