import { boardMessage } from '../../blocks/board/board.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import { dayAt } from '../core/day.ts';
import type { DeliveryDeps } from '../delivery/attempt.ts';
import type { MessageName } from '../delivery/messages.ts';
import { plainTier, sendFirstTaken } from '../delivery/post.ts';
import { errorNameOf, troubleOf } from '../delivery/slackErrors.ts';
import type { Subscription } from '../delivery/subscription.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { adminsToTell, type Project } from '../projects/project.ts';
import { nextBoardLook } from './board.ts';

/** A board as it is to be drawn now, and the subscription as it was claimed. */
type Drawing = {
  readonly subscription: Subscription;
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  readonly channelId: string;
  readonly name: MessageName;
  /** One moment for what it shows and for when it is drawn next: midnight may come in between. */
  readonly now: Date;
  /** The message that is there, as far as is known. */
  readonly before: string | undefined;
  readonly posted: (ts: string) => Promise<void>;
  readonly gone: (ts: string) => Promise<void>;
};

/** `lookAt`: when to draw it again though nothing changes; absent where the project is closed. */
export type Drawn = { readonly isPosted: boolean; readonly lookAt: Date | undefined };

/** Where Slack breaks on the table instead of refusing it, sections are tried after so many attempts. */
const TABLE_ATTEMPTS = 3;
/** A pin that Slack could not take just now is tried again after this time. */
const PIN_AGAIN_MS = 10 * 60_000;
/** Classes of errors of which asking again makes nothing better. */
const REFUSED_FOR_GOOD: readonly string[] = ['target', 'ours'];
/** What a workspace that has no table block answers (docs.slack.dev/reference/methods/chat.postMessage). */
const TABLE_REFUSED = ['invalid_blocks', 'invalid_blocks_format', 'invalid_attachments'];

/** Edits the board in place; posts and pins it where there is none, or none any more. */
export async function drawBoard(deps: DeliveryDeps, drawing: Drawing): Promise<Drawn> {
  const { messages } = deps;
  const { project, channelId, name, subscription, now, before } = drawing;
  const edited = before === undefined ? 'gone' : await editBoard(deps, before, drawing);
  const lookAt = nextLook(drawing);
  if (before !== undefined && edited === 'edited') {
    const isLook = subscription.lookAt === undefined || subscription.lookAt <= now;
    if (!isLook) return { isPosted: false, lookAt };
    return { isPosted: false, lookAt: await pinAndLink(deps, drawing, before, lookAt) };
  }
  // Noted first: an attempt to post that ends without an answer is then known to be one.
  if (before !== undefined) await drawing.gone(before);
  const ts = await inBestForm(deps, drawing, (shown) => messages.post(channelId, name, shown));
  // Whatever becomes of the pin, there is never a second board.
  await drawing.posted(ts);
  const pinnedUntil = await pinAndLink(deps, { ...drawing, project: withoutLink(project) }, ts, lookAt);
  if (before !== undefined && edited === 'stuck') await retire(deps, channelId, before);
  return { isPosted: true, lookAt: pinnedUntil };
}

function withoutLink({ boardLink: _, ...project }: Project): Project {
  return project;
}

/**
 * The start of the next day in the project's zone. An edit without an answer may still come over this one: then sooner,
 * after that; and a look that is planned sooner already stays planned.
 */
function nextLook({ subscription, project, now }: Drawing): Date | undefined {
  const lateUntil = subscription.startedAt === undefined ? undefined : subscription.repeatFrom;
  const daily = project.status === 'closed' ? undefined : nextBoardLook(project, now);
  const all = [lateUntil, subscription.lookAt, daily].filter((at) => at !== undefined && at > now);
  return all.reduce((first, at) => (first === undefined || (at !== undefined && at < first) ? at : first), undefined);
}

/** `gone`: it was deleted. `stuck`: it is there, but Slack lets no one edit it any more. */
async function editBoard(deps: DeliveryDeps, ts: string, drawing: Drawing): Promise<'edited' | 'gone' | 'stuck'> {
  try {
    await inBestForm(deps, drawing, (shown) => deps.messages.edit(drawing.channelId, ts, shown));
    return 'edited';
  } catch (error) {
    if (troubleOf(error).kind !== 'gone') throw error;
    return errorNameOf(error) === 'message_not_found' ? 'gone' : 'stuck';
  }
}

/** With a table, else with sections, else in words; remembers a workspace that refuses tables. */
async function inBestForm<T>(
  { store, log }: DeliveryDeps,
  { project, milestones, subscription, now }: Drawing,
  send: (shown: Rendered) => Promise<T>,
): Promise<T> {
  const { teamId } = project;
  const tier = subscription.attempts < TABLE_ATTEMPTS ? await store.boardTierOf(teamId, now) : 'sections';
  const today = dayAt(now, project.timeZone);
  const sections = boardMessage(project, milestones, today, 'sections');
  const table = tier === 'table' ? boardMessage(project, milestones, today, 'table') : sections;
  const hasTable = table.blocks.some(({ type }) => type === 'table');
  const forms = [...(hasTable ? [table] : []), sections, plainTier(sections)];
  const { sent, refused } = await sendFirstTaken(forms, log, send);
  // Only where the sections pass is it the table that the workspace does not take.
  const isTableRefused = hasTable && refused.length === 1 && TABLE_REFUSED.includes(errorNameOf(refused[0]) ?? '');
  if (isTableRefused) await store.recordTableRefused(teamId, now);
  return sent;
}

/** Gives the next look: soon, where Slack could not take the pin just now. */
async function pinAndLink(
  deps: DeliveryDeps,
  drawing: Drawing,
  ts: string,
  lookAt: Date | undefined,
): Promise<Date | undefined> {
  const { project, channelId, now } = drawing;
  const isSettled = await isPinSettled(deps, drawing, ts);
  if (project.boardLink === undefined) {
    const link = await linkTo(deps, channelId, ts);
    if (link !== undefined) await deps.store.recordBoard(project.id, ts, link);
  }
  const again = new Date(now.getTime() + PIN_AGAIN_MS);
  return isSettled || lookAt === undefined || lookAt < again ? lookAt : again;
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

/**
 * A pin is a comfort: where Slack refuses it (too many pins, say), the board is still there, and an admin hears of it once.
 * False where Slack could not take it just now.
 */
async function isPinSettled(deps: DeliveryDeps, { project, channelId, now }: Drawing, ts: string): Promise<boolean> {
  const { messages, log, store, adminUserIds } = deps;
  try {
    await messages.pin(channelId, ts);
    return true;
  } catch (error) {
    const reason = errorNameOf(error);
    if (reason === 'already_pinned') return true;
    log.warn({ err: error, channelId }, 'The board could not be pinned');
    const { kind } = troubleOf(error);
    if (reason !== undefined && REFUSED_FOR_GOOD.includes(kind)) {
      await store.tellUnpinned(project, { ts, reason }, adminsToTell(project, adminUserIds), now);
    }
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
