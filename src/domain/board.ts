import { addDays, dayAt, startOfDay } from './day.ts';
import type { Project } from './project.ts';

/** How a workspace is shown the board: with a table, or, where Slack refuses that block there, with plain sections. */
export type BoardTier = 'table' | 'sections';

/** After so many days a workspace that refused the table is asked again: Slack rolls blocks out step by step. */
export const TIER_REMEMBERED_DAYS = 30;

/** When a board that is right now has to be looked at again: what it says of late and early is of one day. */
export function nextBoardLook(project: Pick<Project, 'timeZone'>, now: Date): Date {
  return startOfDay(addDays(dayAt(now, project.timeZone), 1), project.timeZone);
}
