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
  const day = pointOfNoReturn(project, verdict, milestone);
  if (day === undefined || milestone.state !== 'open') return undefined;
  if (day < today) return milestone.due < today ? 'passed' : undefined;
  // A plan that ends too late from the start has no such day ahead of a milestone's own.
  if (day < milestone.due) return undefined;
  return workingDaysBetween(project, today, day) <= warnDays(project, today) ? 'near' : undefined;
}

function warnDays(project: Calendar, today: Day): number {
  const left = Math.max(0, workingDaysBetween(project, today, project.completionDate));
  return Math.min(WARN_DAYS, Math.max(1, Math.ceil(left * WARN_SHARE)));
}

/**
 * What people were not told yet: once for each milestone, and again where a new plan moved its point of no return to a
 * later day than the one they were told of.
 */
export function newsOf(
  project: Calendar,
  verdict: Verdict,
  milestone: Pick<Milestone, 'due' | 'state' | 'warnedOf' | 'passed'>,
  today: Day,
): Returning {
  const returning = returningOf(project, verdict, milestone, today);
  const day = pointOfNoReturn(project, verdict, milestone);
  if (returning === undefined || day === undefined) return undefined;
  const told = returning === 'near' ? milestone.warnedOf : milestone.passed;
  if (told === undefined) return returning;
  // A day or two more make no new warning.
  return workingDaysBetween(project, told, day) > (returning === 'near' ? WARN_DAYS : 0) ? returning : undefined;
}
