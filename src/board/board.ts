import { addDays, dayAt, startOfDay } from '../core/day.ts';
import type { Project } from '../projects/project.ts';

/** How a workspace is shown the board: with a table, or, where Slack refuses that block there, with plain sections. */
export type BoardTier = 'table' | 'sections';

/** After so many days a workspace that refused the table is asked again: Slack rolls blocks out step by step. */
export const TIER_REMEMBERED_DAYS = 30;

/** When a board that is right now has to be looked at again: what it says of late and early is of one day. */
export function nextBoardLook(project: Pick<Project, 'timeZone'>, now: Date): Date {
  return startOfDay(addDays(dayAt(now, project.timeZone), 1), project.timeZone);
}

/** What delivery keeps about boards. */
export type BoardStore = {
  /** Notes where the board is, and the link that leads to it. */
  readonly recordBoard: (projectId: string, ts: string, link?: string) => Promise<void>;
  /** There is no such board message any more. */
  readonly recordBoardGone: (projectId: string, ts: string) => Promise<void>;
  /** Slack takes no pin for a board: one of the admins hears of it, once for each board. */
  readonly tellUnpinned: (
    project: Pick<Project, 'id' | 'teamId' | 'channelId'>,
    refused: { readonly ts: string; readonly reason: string },
    admins: readonly string[],
    now: Date,
  ) => Promise<void>;
  readonly boardTierOf: (teamId: string, now: Date) => Promise<BoardTier>;
  /** Remembers that a workspace refused the table. */
  readonly recordTableRefused: (teamId: string, now: Date) => Promise<void>;
};
