import type { Day } from '../core/day.ts';
import { type Change, type Detail, differences } from '../history/change.ts';
import type { Project } from '../projects/project.ts';
import { type Calendar, type Stone, type Verdict, verdictOn } from './verdict.ts';

/** How a project stands since some changes, and how it would stand on the same day without them. */
export type Effect = { readonly before: Verdict; readonly after: Verdict };

/** The fields of a milestone on which a verdict rests. */
const COUNTS: readonly string[] = ['due', 'state', 'completedOn'];

/** `present`: the project's milestones as they are now. Undefined where no date and no state was changed. */
export function effectOf(
  project: Project,
  changes: readonly Change[],
  present: readonly Stone[],
  today: Day,
): Effect | undefined {
  const ofDates = changes.filter(touchesDates);
  const details = changes.flatMap((change) => change.details ?? []).filter(isOfCalendar);
  if (ofDates.length === 0 && details.length === 0) return undefined;
  return {
    before: verdictOn(calendarBefore(project, details), stonesBefore(present, ofDates), today),
    after: verdictOn(project, present, today),
  };
}

function touchesDates({ before, after }: Change): boolean {
  if (after === undefined) return false;
  return before === undefined || differences(before, after).some(({ field }) => COUNTS.includes(field));
}

/** What each milestone was before its first change among them. */
function stonesBefore(present: readonly Stone[], changes: readonly Change[]): readonly Stone[] {
  const stones = new Map(present.map((stone) => [stone.number, stone]));
  const seen = new Set<number>();
  for (const { milestoneNumber: number, before } of changes) {
    if (number === undefined || seen.has(number)) continue;
    seen.add(number);
    if (before === undefined) stones.delete(number);
    else stones.set(number, { number, ...before });
  }
  return [...stones.values()];
}

type OfCalendar = Extract<Detail, { readonly what: 'start date' | 'completion date' | 'working days' }>;

function isOfCalendar(detail: Detail): detail is OfCalendar {
  return detail.what === 'start date' || detail.what === 'completion date' || detail.what === 'working days';
}

function calendarBefore(project: Calendar, details: readonly OfCalendar[]): Calendar {
  let { startDate, completionDate, workingDays } = project;
  for (const detail of details.toReversed()) {
    if (detail.what === 'working days') workingDays = detail.before;
    else if (detail.what === 'start date') startDate = detail.before;
    else completionDate = detail.before;
  }
  return { startDate, completionDate, workingDays };
}
