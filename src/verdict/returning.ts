import type { Day } from '../core/day.ts';
import { workingDaysBetween } from '../core/workingDays.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { type Calendar, pointOfNoReturn, type Verdict } from './verdict.ts';

/** `near`: it can still be mended. `passed`: the end has moved. */
export type Returning = 'near' | 'passed' | undefined;

/** The experts are warned so many working days before; of a short rest of the project a smaller part. */
const WARN_DAYS = 3;
const WARN_SHARE = 0.2;

/** How near an open milestone is to its point of no return. */
export function returningOf(
  project: Calendar,
  verdict: Verdict,
  milestone: Pick<Milestone, 'due' | 'state'>,
  today: Day,
): Returning {
  return dayOfReturn(project, verdict, milestone, today)?.returning;
}

/** The same with the day, for a milestone that is near or beyond it. */
function dayOfReturn(
  project: Calendar,
  verdict: Verdict,
  milestone: Pick<Milestone, 'due' | 'state'>,
  today: Day,
): News | undefined {
  const day = pointOfNoReturn(project, verdict, milestone);
  if (day === undefined || milestone.state !== 'open') return undefined;
  if (day < today) return milestone.due < today ? { returning: 'passed', day } : undefined;
  // A plan that ends too late from the start has no such day ahead of a milestone's own.
  if (day < milestone.due) return undefined;
  return workingDaysBetween(project, today, day) <= warnDays(project, today) ? { returning: 'near', day } : undefined;
}

function warnDays(project: Calendar, today: Day): number {
  const left = Math.max(0, workingDaysBetween(project, today, project.completionDate));
  return Math.min(WARN_DAYS, Math.max(1, Math.ceil(left * WARN_SHARE)));
}

/** What people are to hear of a milestone, and its point of no return. */
export type News = { readonly returning: 'near' | 'passed'; readonly day: Day };

/**
 * What people were not told yet: once for each milestone, and again where a new plan moved its point of no return to a
 * later day than the one they were told of.
 */
export function newsOf(
  project: Calendar,
  verdict: Verdict,
  milestone: Pick<Milestone, 'due' | 'state' | 'warnedOf' | 'passed'>,
  today: Day,
): News | undefined {
  const news = dayOfReturn(project, verdict, milestone, today);
  if (news === undefined) return undefined;
  const told = news.returning === 'near' ? milestone.warnedOf : milestone.passed;
  if (told === undefined) return news;
  // A day or two more make no new warning.
  const more = news.returning === 'near' ? WARN_DAYS : 0;
  return workingDaysBetween(project, told, news.day) > more ? news : undefined;
}
