import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import type { Lane, Outbox, OutboxEntry } from '../domain/outbox.ts';
import { type BoardStore, deliverBoard, finishLostBoard } from './board.ts';
import type { Homes } from './homes.ts';
import type { Messages } from './messages.ts';
import { plainTier, sendFirstTaken } from './post.ts';
import { type RenderStore, render } from './render.ts';
import { errorNameOf, type Trouble, troubleOf } from './slackErrors.ts';
import { postIn, threadOf } from './threads.ts';

export type DeliveryDeps = {
  readonly outbox: Outbox;
  readonly store: RenderStore & BoardStore;
  readonly messages: Messages;
  readonly homes: Pick<Homes, 'refreshOf'>;
  readonly clock: Clock;
  readonly log: Logger;
};

/** `posted` counts against the channel's pace; `done` does not; anything else leaves the entry for another time. */
export type Delivered = 'posted' | 'done' | Exclude<Trouble, { kind: 'gone' | 'ours' }>;

/** Delivers one entry of a lane whose lease we hold, and records what came of it. */
export async function deliver(deps: DeliveryDeps, lane: Lane, entry: OutboxEntry): Promise<Delivered> {
  if (entry.notice.kind === 'board') deps.homes.refreshOf(entry.projectId);
  try {
    return await attempt(deps, lane, entry);
  } catch (error) {
    const trouble = troubleOf(error);
    const name = errorNameOf(error) ?? (error instanceof Error ? error.message : 'unknown');
    deps.log.warn({ err: error, outboxId: entry.id, laneId: lane.id, trouble: trouble.kind }, 'A delivery failed');
    if (trouble.kind === 'gone' || trouble.kind === 'ours') {
      await deps.outbox.markFinished(entry, { state: 'dropped', reason: name }, deps.clock.now());
      return 'done';
    }
    if (trouble.kind === 'target' && 'userId' in lane.to) {
      await deps.outbox.markFinished(entry, { state: 'dropped', reason: name }, deps.clock.now());
      return 'done';
    }
    await deps.outbox.markFailed(entry, trouble.kind === 'unknown' ? 'unknown' : 'queued', name);
    return trouble;
  }
}

async function attempt(deps: DeliveryDeps, lane: Lane, entry: OutboxEntry): Promise<Delivered> {
  const { outbox, store, messages, clock } = deps;
  const channelId = await messages.channelOf(lane.to);
  const lost = await lookForLost(deps, channelId, entry);
  if (lost !== undefined) return finishLost(deps, channelId, entry, lost);
  const rendered = await render(store, entry, clock.now());
  if (rendered.kind === 'nothing') {
    await outbox.markFinished(entry, { state: 'dropped', reason: rendered.reason }, clock.now());
    return 'done';
  }
  if (rendered.kind === 'later') {
    return { kind: 'later', afterMs: rendered.at.getTime() - clock.now().getTime() };
  }
  await outbox.markSending(entry, clock.now());
  if (rendered.kind === 'board') return deliverBoard(deps, channelId, entry, rendered);
  const threadTs = await threadOf(store, entry);
  const forms = [rendered.shown, plainTier(rendered.shown)];
  const { sent: ts } = await sendFirstTaken(forms, deps.log, (shown) =>
    postIn(messages, channelId, entry.id, shown, threadTs),
  );
  await outbox.markFinished(entry, { state: 'sent', ts }, clock.now());
  return 'posted';
}

/** An attempt with unknown outcome is looked up before it is repeated. */
async function lookForLost({ messages, store }: DeliveryDeps, channelId: string, entry: OutboxEntry) {
  const isUnknown = entry.state === 'sending' || entry.state === 'unknown';
  if (!isUnknown || entry.startedAt === undefined) return undefined;
  return messages.find(channelId, entry.id, entry.startedAt, await threadOf(store, entry));
}

async function finishLost(deps: DeliveryDeps, channelId: string, entry: OutboxEntry, ts: string): Promise<Delivered> {
  if (entry.notice.kind === 'board') await finishLostBoard(deps, channelId, entry, ts);
  await deps.outbox.markFinished(entry, { state: 'sent', ts }, deps.clock.now());
  return 'done';
}
