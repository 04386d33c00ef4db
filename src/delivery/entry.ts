import type { Logger } from 'pino';
import { escaped, type Shown } from '../../blocks/text.ts';
import type { Clock } from '../domain/clock.ts';
import type { Lane, Outbox, OutboxEntry } from '../domain/outbox.ts';
import type { Project } from '../domain/project.ts';
import type { Messages } from './messages.ts';
import { type RenderStore, render } from './render.ts';
import { errorNameOf, type Trouble, troubleOf } from './slackErrors.ts';

export type DeliveryDeps = {
  readonly outbox: Outbox;
  readonly store: RenderStore & { readonly recordBoard: (project: Project, boardTs: string) => Promise<void> };
  readonly messages: Messages;
  readonly clock: Clock;
  readonly log: Logger;
};

/** `posted` counts against the channel's pace; `done` does not; anything else leaves the entry for another time. */
export type Delivered = 'posted' | 'done' | Exclude<Trouble, { kind: 'gone' | 'ours' }>;

/** Delivers one entry of a lane whose lease we hold, and records what came of it. */
export async function deliver(deps: DeliveryDeps, lane: Lane, entry: OutboxEntry): Promise<Delivered> {
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
  await outbox.markSending(entry, clock.now());
  if (rendered.kind === 'board') return deliverBoard(deps, channelId, entry, rendered.project, rendered.shown);
  const ts = await postOrPlain(deps, channelId, entry, rendered.shown);
  await outbox.markFinished(entry, { state: 'sent', ts }, clock.now());
  return 'posted';
}

/** An attempt with unknown outcome is looked up before it is repeated. */
async function lookForLost({ messages }: DeliveryDeps, channelId: string, entry: OutboxEntry) {
  const isUnknown = entry.state === 'sending' || entry.state === 'unknown';
  if (!isUnknown || entry.startedAt === undefined) return undefined;
  return messages.find(channelId, entry.id, entry.startedAt);
}

async function finishLost(deps: DeliveryDeps, channelId: string, entry: OutboxEntry, ts: string): Promise<Delivered> {
  if (entry.notice.kind === 'board') {
    const project = await deps.store.projectById(entry.projectId);
    // An older version may be on it: the version is left open, so that the next board entry edits it.
    if (project) await deps.store.recordBoard({ ...project, version: 0 }, ts);
    await pin(deps, channelId, ts);
  }
  await deps.outbox.markFinished(entry, { state: 'sent', ts }, deps.clock.now());
  return 'done';
}

/** Edits the board in place; posts and pins it where there is none, or none any more. */
async function deliverBoard(
  deps: DeliveryDeps,
  channelId: string,
  entry: OutboxEntry,
  project: Project,
  shown: Shown,
): Promise<Delivered> {
  const { outbox, store, messages, clock } = deps;
  if (project.boardTs !== undefined && (await edited(messages, channelId, project.boardTs, shown))) {
    await store.recordBoard(project, project.boardTs);
    await outbox.markFinished(entry, { state: 'sent', ts: project.boardTs }, clock.now());
    return 'done';
  }
  const ts = await postOrPlain(deps, channelId, entry, shown);
  await store.recordBoard(project, ts);
  await outbox.markFinished(entry, { state: 'sent', ts }, clock.now());
  await pin(deps, channelId, ts);
  return 'posted';
}

async function edited(messages: Messages, channelId: string, ts: string, shown: Shown): Promise<boolean> {
  try {
    await messages.edit(channelId, ts, shown);
    return true;
  } catch (error) {
    if (troubleOf(error).kind === 'gone') return false;
    throw error;
  }
}

/** Where Slack refuses our blocks, people still get the words; the mistake is logged for us to mend. */
async function postOrPlain(deps: DeliveryDeps, channelId: string, entry: OutboxEntry, shown: Shown): Promise<string> {
  try {
    return await deps.messages.post(channelId, entry.id, shown);
  } catch (error) {
    if (troubleOf(error).kind !== 'ours') throw error;
    deps.log.error({ err: error, outboxId: entry.id }, 'Slack refused the blocks of a message; sent as plain text');
    return deps.messages.post(channelId, entry.id, plainTier(shown));
  }
}

function plainTier({ text }: Shown): Shown {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 2_900) || escaped('…') } }] };
}

/** A pin is a comfort: where Slack refuses it (too many pins, say), the board is still there. */
async function pin({ messages, log }: DeliveryDeps, channelId: string, ts: string): Promise<void> {
  try {
    await messages.pin(channelId, ts);
  } catch (error) {
    if (errorNameOf(error) !== 'already_pinned') log.warn({ err: error, channelId }, 'The board could not be pinned');
  }
}
