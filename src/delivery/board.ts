import { type BoardTier, nextBoardLook } from '../domain/board.ts';
import type { OutboxEntry } from '../domain/outbox.ts';
import type { Project } from '../domain/project.ts';
import type { DeliveryDeps } from './entry.ts';
import { plainTier, sendFirstTaken } from './post.ts';
import type { Rendered } from './render.ts';
import { errorNameOf, troubleOf } from './slackErrors.ts';

type Board = Extract<Rendered, { kind: 'board' }>;

/** What delivery keeps about boards. */
export type BoardStore = {
  /** Notes where the board is, which version of the project it shows, and when it is to be looked at again. */
  readonly recordBoard: (
    project: Project,
    board: { readonly ts: string; readonly dueAt: Date; readonly link?: string | undefined },
  ) => Promise<void>;
  /** There is no such board message any more. */
  readonly recordBoardGone: (projectId: string, ts: string) => Promise<void>;
  readonly boardTierOf: (teamId: string, now: Date) => Promise<BoardTier>;
  /** Remembers that a workspace refused the table. */
  readonly recordTableRefused: (teamId: string, now: Date) => Promise<void>;
};

/** Where Slack breaks on the table instead of refusing it, sections are tried after so many attempts. */
const TABLE_ATTEMPTS = 3;
/** A pin that Slack could not take just now is tried again after this time. */
const PIN_AGAIN_MS = 10 * 60_000;
/** What a workspace that has no table block answers (docs.slack.dev/reference/methods/chat.postMessage). */
const TABLE_REFUSED = ['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments'];

/**
 * Edits the board in place; posts and pins it where there is none, or none any more. `lateUntil`: till when Slack may
 * still take an earlier edit.
 */
export async function deliverBoard(
  deps: DeliveryDeps,
  channelId: string,
  entry: OutboxEntry,
  board: Board,
  lateUntil: Date | undefined,
): Promise<'posted' | 'done'> {
  const { outbox, store, messages, clock } = deps;
  const { project } = board;
  const goodUntil = soonestLook(board, lateUntil, clock.now());
  const before = project.boardTs;
  const edited = before === undefined ? 'gone' : await editBoard(deps, channelId, before, entry, board);
  if (before !== undefined && edited === 'edited') {
    if (isDaily(entry)) await recordAndPin(deps, project, goodUntil, channelId, before);
    else await store.recordBoard(project, { ts: before, dueAt: goodUntil });
    await outbox.markFinished(entry, { state: 'sent', ts: before }, clock.now());
    return 'done';
  }
  // Noted first: an attempt to post that ends without an answer is then known to be one.
  if (before !== undefined) await store.recordBoardGone(project.id, before);
  const ts = await inBestForm(deps, entry, board, (shown) => messages.post(channelId, entry.id, shown));
  await recordAndPin(deps, project, goodUntil, channelId, ts);
  await outbox.markFinished(entry, { state: 'sent', ts }, clock.now());
  if (before !== undefined && edited === 'stuck') await retire(deps, channelId, before);
  return 'posted';
}

/**
 * An edit without an answer may still come over this one: then the board is looked at again after that. A look that is
 * planned sooner already, after such an edit or for the pin, stays planned.
 */
function soonestLook({ goodUntil, project }: Board, lateUntil: Date | undefined, now: Date): Date {
  const sooner = [lateUntil, project.boardDueAt].filter((at) => at !== undefined && at > now && at < goodUntil);
  return sooner.reduce<Date>((first, at) => (at !== undefined && at < first ? at : first), goodUntil);
}

/** A board whose post ended without an answer, and that was found in the channel. */
export async function finishLostBoard(
  deps: DeliveryDeps,
  channelId: string,
  entry: OutboxEntry,
  ts: string,
): Promise<void> {
  const project = await deps.store.projectById(entry.projectId);
  if (project === undefined) return;
  const goodUntil = nextBoardLook(project, entry.startedAt ?? entry.createdAt);
  // An older version may be on it: the version is left open, so that the next board entry edits it.
  await recordAndPin(deps, { ...project, version: 0 }, goodUntil, channelId, ts);
}

export function isDaily({ notice }: OutboxEntry): boolean {
  return notice.kind === 'board' && notice.daily === true;
}

/** `gone`: it was deleted. `stuck`: it is there, but Slack lets no one edit it any more. */
async function editBoard(
  deps: DeliveryDeps,
  channelId: string,
  ts: string,
  entry: OutboxEntry,
  board: Board,
): Promise<'edited' | 'gone' | 'stuck'> {
  try {
    await inBestForm(deps, entry, board, (shown) => deps.messages.edit(channelId, ts, shown));
    return 'edited';
  } catch (error) {
    if (troubleOf(error).kind !== 'gone') throw error;
    return errorNameOf(error) === 'message_not_found' ? 'gone' : 'stuck';
  }
}

/** With a table, else with sections, else in words; remembers a workspace that refuses tables. */
async function inBestForm<T>(
  { store, clock, log }: DeliveryDeps,
  entry: OutboxEntry,
  board: Board,
  send: (shown: ReturnType<Board['shownIn']>) => Promise<T>,
): Promise<T> {
  const { teamId } = board.project;
  const tier = entry.attempts < TABLE_ATTEMPTS ? await store.boardTierOf(teamId, clock.now()) : 'sections';
  const sections = board.shownIn('sections');
  const table = tier === 'table' ? board.shownIn('table') : sections;
  const hasTable = table.blocks.some(({ type }) => type === 'table');
  const forms = [...(hasTable ? [table] : []), sections, plainTier(sections)];
  const { sent, refused } = await sendFirstTaken(forms, log, send);
  // Only where the sections pass is it the table that the workspace does not take.
  const isTableRefused = hasTable && refused.length === 1 && TABLE_REFUSED.includes(errorNameOf(refused[0]) ?? '');
  if (isTableRefused) await store.recordTableRefused(teamId, clock.now());
  return sent;
}

/** Where the board is gets noted first: whatever becomes of the pin, there is never a second board. */
async function recordAndPin(
  deps: DeliveryDeps,
  project: Project,
  goodUntil: Date,
  channelId: string,
  ts: string,
): Promise<void> {
  const { store, clock } = deps;
  const again = new Date(clock.now().getTime() + PIN_AGAIN_MS);
  await store.recordBoard(project, { ts, dueAt: again < goodUntil ? again : goodUntil });
  const isSettled = await isPinSettled(deps, channelId, ts);
  const link = await linkTo(deps, channelId, ts);
  await store.recordBoard(project, { ts, dueAt: isSettled || goodUntil < again ? goodUntil : again, link });
}

/** A link is a comfort, too. */
async function linkTo({ messages, log }: DeliveryDeps, channelId: string, ts: string): Promise<string | undefined> {
  try {
    return await messages.permalink(channelId, ts);
  } catch (error) {
    log.warn({ err: error, channelId }, 'Slack gave no link to the board');
    return undefined;
  }
}

/** A pin is a comfort: where Slack refuses it (too many pins, say), the board is still there. */
async function isPinSettled({ messages, log }: DeliveryDeps, channelId: string, ts: string): Promise<boolean> {
  try {
    await messages.pin(channelId, ts);
    return true;
  } catch (error) {
    if (errorNameOf(error) === 'already_pinned') return true;
    log.warn({ err: error, channelId }, 'The board could not be pinned');
    const { kind } = troubleOf(error);
    return kind !== 'later' && kind !== 'unknown';
  }
}

/** Takes a board away that can no longer be edited, so that there is one; at least it is no longer pinned. */
async function retire({ messages, log }: DeliveryDeps, channelId: string, ts: string): Promise<void> {
  for (const way of [messages.remove, messages.unpin]) {
    try {
      await way(channelId, ts);
      return;
    } catch (error) {
      log.warn({ err: error, channelId }, 'A board that cannot be edited any more could not be taken away');
    }
  }
}
