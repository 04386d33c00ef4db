import { boardMessage } from '../../blocks/board.ts';
import { parkedMessage } from '../../blocks/delivery.ts';
import type { Shown } from '../../blocks/text.ts';
import { updateMessage } from '../../blocks/update.ts';
import { type BoardTier, nextBoardLook } from '../domain/board.ts';
import type { Change } from '../domain/change.ts';
import { dayAt } from '../domain/day.ts';
import type { OutboxEntry } from '../domain/outbox.ts';
import type { Store } from '../domain/ports.ts';
import type { Project } from '../domain/project.ts';
import { isDaily } from './board.ts';
import { renderReminder } from './renderReminder.ts';
import { renderRequest } from './renderRequest.ts';

export type Rendered =
  | { readonly kind: 'post'; readonly shown: Shown }
  | {
      readonly kind: 'board';
      readonly project: Project;
      readonly shownIn: (tier: BoardTier) => Shown;
      /** Until when what it says of late and early is right. */
      readonly goodUntil: Date;
    }
  /** Not to be said before: nobody is reminded at night. */
  | { readonly kind: 'later'; readonly at: Date }
  /** There is nothing left to say: what was to be told is no longer true, or is shown already. */
  | { readonly kind: 'nothing'; readonly reason: string };

export type RenderStore = Pick<
  Store,
  'projectById' | 'milestonesOf' | 'milestonesNumbered' | 'milestone' | 'request'
> & {
  readonly changesByIds: (ids: readonly string[]) => Promise<readonly Change[]>;
};

/** What an outbox entry says at this moment: updates tell what happened, boards and reminders what is so now. */
export async function render(store: RenderStore, entry: OutboxEntry, now: Date): Promise<Rendered> {
  const project = await store.projectById(entry.projectId);
  if (project === undefined) return { kind: 'nothing', reason: 'The project is gone' };
  switch (entry.notice.kind) {
    case 'update':
      return { kind: 'post', shown: updateMessage(project, await store.changesByIds(entry.changeIds)) };
    case 'board':
      return renderBoard(store, project, entry, now);
    case 'reminder':
      return renderReminder(store, project, entry.notice, now);
    case 'parked':
      return { kind: 'post', shown: parkedMessage(project, entry.notice) };
    case 'request':
    case 'answer':
      return renderRequest(store, project, entry.notice, now);
  }
}

async function renderBoard(store: RenderStore, project: Project, entry: OutboxEntry, now: Date): Promise<Rendered> {
  const today = dayAt(now, project.timeZone);
  // A daily look that had to wait past its day is no reason any more: the next one is queued already.
  const isLook = isDaily(entry) && dayAt(entry.createdAt, project.timeZone) === today;
  if (project.boardVersion === project.version && !isLook) {
    return { kind: 'nothing', reason: 'The board shows this already' };
  }
  const milestones = await store.milestonesOf(project.id);
  const shownIn = (tier: BoardTier) => boardMessage(project, milestones, today, tier);
  return { kind: 'board', project, shownIn, goodUntil: nextBoardLook(project, now) };
}
