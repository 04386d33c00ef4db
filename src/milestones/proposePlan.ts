import { addDays, type Day, daysBetween } from '../core/day.ts';
import { isWorkingDay } from '../core/workingDays.ts';
import type { Project } from '../projects/project.ts';
import { MILESTONES_MAX, type Milestone } from './milestone.ts';

type Dates = Pick<Project, 'startDate' | 'completionDate' | 'workingDays'>;
/** What is there already: its dates are not proposed again, and it takes up room on the board. */
type Present = readonly Pick<Milestone, 'due'>[];

/** From start to completion; up to here a project gets a milestone for every working day. */
const ABOUT_A_WEEK_DAYS = 7;

/**
 * Dates for a project's milestones: one per working day for a project of about a week, one per week for a longer one,
 * counted back from the last, which is {@link lastDayOf} the project. None before `today`.
 */
export function proposePlan(project: Dates, today: Day, present: Present = []): readonly { readonly due: Day }[] {
  const from = project.startDate > today ? project.startDate : today;
  const last = lastDayOf(project);
  if (last === undefined || last < from) return [];
  const isShort = daysBetween(project.startDate, project.completionDate) <= ABOUT_A_WEEK_DAYS;
  const days: Day[] = [last];
  for (
    let day = addDays(last, isShort ? -1 : -7);
    isShort ? day >= from : day > from;
    day = addDays(day, isShort ? -1 : -7)
  ) {
    if (isWorkingDay(project, day)) days.push(day);
  }
  const taken = new Set(present.map(({ due }) => due));
  const free = days.filter((day) => !taken.has(day)).toSorted();
  const room = Math.max(0, MILESTONES_MAX - present.length);
  const fitting = free.length <= room ? free : [...free.slice(0, room - 1), ...free.slice(-1)];
  return (room === 0 ? [] : fitting).map((due) => ({ due }));
}

/** When the last milestone is to be: on the completion date or, where that is a day off, the last working day before. */
export function lastDayOf(project: Pick<Project, 'completionDate' | 'workingDays'>): Day | undefined {
  for (let ahead = 0; ahead > -7; ahead--) {
    const day = addDays(project.completionDate, ahead);
    if (isWorkingDay(project, day)) return day;
  }
  return undefined;
}
