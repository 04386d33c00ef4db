import { addDays, type Day, daysBetween, type Weekday, weekdayOf } from './day.ts';

type Week = { readonly workingDays: readonly Weekday[] };

export function isWorkingDay({ workingDays }: Week, day: Day): boolean {
  return workingDays.includes(weekdayOf(day));
}

/** The day itself or, where that is a day off, the next working day. */
export function workingDayFrom(project: Week, day: Day): Day {
  return firstWorkingDay(project, day, 1);
}

/** The day itself or, where that is a day off, the last working day before it. */
export function workingDayUpTo(project: Week, day: Day): Day {
  return firstWorkingDay(project, day, -1);
}

/** A project has a working day in each week; without any, every day would do. */
function firstWorkingDay(project: Week, day: Day, direction: 1 | -1): Day {
  for (let ahead = 0; ahead < 7; ahead++) {
    const candidate = addDays(day, ahead * direction);
    if (isWorkingDay(project, candidate)) return candidate;
  }
  return day;
}

/** The working day that lies `count` working days before a day; `count` from 1. */
export function workingDaysBefore(project: Week, day: Day, count: number): Day {
  const perWeek = Math.max(1, new Set(project.workingDays).size);
  const weeks = Math.floor((count - 1) / perWeek);
  let found = addDays(day, -7 * weeks);
  for (let left = count - weeks * perWeek; left > 0; left--) found = workingDayUpTo(project, addDays(found, -1));
  return found;
}

/** How many working days are left from a day on until a later one, which is not counted itself. */
export function workingDaysUntil(project: Week, from: Day, until: Day): number {
  const days = Math.max(0, daysBetween(from, until));
  const rest = Array.from({ length: days % 7 }, (_, ahead) => addDays(from, ahead));
  const inRest = rest.filter((day) => isWorkingDay(project, day)).length;
  return Math.floor(days / 7) * new Set(project.workingDays).size + inRest;
}

/**
 * How many working days lie after a day up to another one: of two working days, how much later the second is. Negative
 * where it is earlier. Adds up: from a to b and from b to c make from a to c.
 */
export function workingDaysBetween(project: Week, from: Day, to: Day): number {
  const [next, end] = [addDays(from, 1), addDays(to, 1)];
  return from <= to ? workingDaysUntil(project, next, end) : 0 - workingDaysUntil(project, end, next);
}

/** So many working days later, or earlier where `count` is negative; of 0 the day itself, day off or not. */
export function plusWorkingDays(project: Week, day: Day, count: number): Day {
  if (count === 0 || project.workingDays.length === 0) return day;
  if (count < 0) {
    // A day off counts as the working day before it, as in workingDaysBetween.
    return workingDaysBefore(project, workingDayUpTo(project, day), -count);
  }
  const perWeek = new Set(project.workingDays).size;
  const weeks = Math.floor((count - 1) / perWeek);
  let found = addDays(day, 7 * weeks);
  for (let left = count - weeks * perWeek; left > 0; left--) found = workingDayFrom(project, addDays(found, 1));
  return found;
}
