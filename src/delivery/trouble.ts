import { type Lane, type OutboxEntry, receiverOf } from '../domain/outbox.ts';
import { adminsToTell } from '../domain/project.ts';
import type { Delivered, DeliveryDeps } from './entry.ts';
import { reasonOf, type Trouble, troubleOf } from './slackErrors.ts';

/** Slack has answered, if only with an error of its own: what it has taken is to be seen after this time. */
const ANSWERED_MS = 3_000;

/** A call failed before anything was sent: whatever the entry was, it still is. */
export async function beforeAttempt(
  deps: DeliveryDeps,
  lane: Lane,
  entry: OutboxEntry,
  error: unknown,
): Promise<Delivered> {
  const { trouble, reason } = noted(deps, error);
  const isUncertain = entry.state === 'sending' || entry.state === 'unknown';
  if (trouble.kind === 'target') return park(deps, lane, entry, reason, isUncertain);
  if (trouble.kind === 'workspace') return stop(deps, lane, reason);
  await deps.outbox.markTried(entry, reason);
  return waitAfter(trouble);
}

/** An attempt failed: what becomes of the entry follows from what Slack says of it. */
export async function afterAttempt(
  deps: DeliveryDeps,
  lane: Lane,
  entry: OutboxEntry,
  error: unknown,
  /** `lateUntil`: till when Slack may still take the attempt before this one. */
  { began, lateUntil }: { readonly began: Date; readonly lateUntil: Date | undefined },
): Promise<Delivered> {
  const { outbox, clock, lateMs } = deps;
  const { trouble, reason } = noted(deps, error);
  const isLatePossible = lateUntil !== undefined && lateUntil > clock.now();
  switch (trouble.kind) {
    case 'unknown': {
      const from = trouble.isAnswered
        ? clock.now().getTime() + Math.min(ANSWERED_MS, lateMs)
        : began.getTime() + lateMs;
      const repeatFrom = new Date(Math.max(from, lateUntil?.getTime() ?? 0));
      await outbox.markFailed(entry, { state: 'unknown', reason, repeatFrom });
      return { kind: 'wait' };
    }
    case 'later':
      // This attempt was refused; an edit before it may still come.
      await outbox.markFailed(
        entry,
        isLatePossible ? { state: 'unknown', reason, repeatFrom: lateUntil } : { state: 'queued', reason },
      );
      return waitAfter(trouble);
    case 'target':
      return park(deps, lane, entry, reason, false);
    case 'workspace':
      await outbox.markFailed(entry, { state: 'queued', reason });
      return stop(deps, lane, reason);
    case 'gone':
      // A post needs no other message to be there; the board has its own way (board.ts).
      await outbox.markFailed(entry, { state: 'queued', reason });
      return { kind: 'wait' };
    case 'ours':
      await outbox.markFinished(entry, { state: 'dropped', reason, failed: true }, clock.now());
      deps.watch.finished(entry.notice, 'dropped');
      deps.log.error({ reason }, 'A message could not be told in any form');
      return { kind: 'done' };
  }
}

function noted({ log, watch }: DeliveryDeps, error: unknown): { readonly trouble: Trouble; readonly reason: string } {
  const trouble = troubleOf(error);
  watch.failed(trouble.kind);
  const reason = reasonOf(error);
  log.warn({ reason, trouble: trouble.kind }, 'A delivery failed');
  return { trouble, reason };
}

function waitAfter(trouble: Trouble): Delivered {
  const afterMs = trouble.kind === 'later' ? trouble.afterMs : undefined;
  return afterMs === undefined ? { kind: 'wait' } : { kind: 'wait', afterMs };
}

/** Nothing can reach this receiver until someone mends it. An admin hears of it once. */
async function park(
  deps: DeliveryDeps,
  lane: Lane,
  entry: OutboxEntry,
  reason: string,
  isUncertain: boolean,
): Promise<Delivered> {
  const { outbox, store, clock, owner, log, watch } = deps;
  const project = await store.projectById(entry.projectId);
  const admins = project ? adminsToTell(project, deps.adminUserIds) : [...deps.adminUserIds];
  watch.finished(entry.notice, 'parked');
  if (entry.notice.kind === 'parked') {
    // The admin cannot be reached either: the next one is told.
    const { userId } = entry.notice.to;
    const next = admins.slice(admins.indexOf(userId) + 1);
    log.error({ reason, next }, 'An admin could not be told that messages are not delivered');
    await outbox.passOn(entry, lane, { next, reason }, clock.now());
    return { kind: 'done' };
  }
  log.warn({ reason }, 'A lane is parked: Slack does not let the app reach its receiver');
  const others = admins.filter((userId) => userId !== receiverOf(lane.to));
  await outbox.park({ lane, entry, owner, reason, isUncertain }, others, clock.now());
  return { kind: 'left' };
}

/** Nothing in this workspace can be delivered; its data stays, and so does what is queued. */
async function stop(deps: DeliveryDeps, { teamId }: Lane, reason: string): Promise<Delivered> {
  const isNews = await deps.store.stopWorkspace(teamId, reason, deps.clock.now());
  if (isNews) deps.log.error({ teamId, reason }, 'The workspace does not let the app in: its messages wait');
  return { kind: 'stopped' };
}
