import { addDays, type Day, dayAt, daysBetween, instantAt, startOfDay } from '../core/day.ts';
import { workingDayFrom, workingDaysBefore, workingDayUpTo } from '../core/workingDays.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import { remindersOf } from './policy.ts';

/** What decides on which days and at which instants a project's reminders come. */
export type ReminderCalendar = Pick<Project, 'timeZone' | 'workingDays' | 'reminders'>;

type Reminded = Pick<Milestone, 'due' | 'state' | 'remindedOn' | 'snoozedUntil'>;

const WEEK_DAYS = 7;

/** The days of the reminders that are counted out, each a working day, in order; the weekly ones follow them. */
function countedDays(due: Day, project: ReminderCalendar): readonly Day[] {
  const { headsUpDays, onDay, overdueDays } = remindersOf(project);
  return [
    ...(headsUpDays > 0 ? [workingDaysBefore(project, due, headsUpDays)] : []),
    // Where nobody works on that day they hear of it while they still can do something.
    ...(onDay ? [workingDayUpTo(project, due)] : []),
    ...overdueDays.map((days) => workingDayFrom(project, addDays(due, days))),
  ];
}

function firstWeeklyDay(due: Day, project: ReminderCalendar): Day | undefined {
  const { weekly, overdueDays } = remindersOf(project);
  return weekly ? workingDayFrom(project, addDays(due, (overdueDays.at(-1) ?? 0) + WEEK_DAYS)) : undefined;
}

/** The days of reminders from a day on, soonest first: all that are counted out, and the next two weekly ones. */
function reminderDaysFrom(due: Day, project: ReminderCalendar, from: Day): readonly Day[] {
  const days = countedDays(due, project).filter((day) => day >= from);
  const first = firstWeeklyDay(due, project);
  if (first !== undefined) {
    const weeks = Math.max(0, Math.ceil(daysBetween(first, from) / WEEK_DAYS));
    days.push(addDays(first, weeks * WEEK_DAYS), addDays(first, (weeks + 1) * WEEK_DAYS));
  }
  return days.toSorted();
}

/** The next instant, strictly later than `after`, at which the policy reminds of what is expected on `due`. */
export function nextReminderAt(due: Day, project: ReminderCalendar, after: Date): Date | undefined {
  const { at } = remindersOf(project);
  for (const day of reminderDaysFrom(due, project, dayAt(after, project.timeZone))) {
    const instant = instantAt(day, at, project.timeZone);
    if (instant > after) return instant;
  }
  return undefined;
}

/** Whether the policy has anything to say of a milestone by a day: its first reminder is not still to come. */
export function isTimely({ due, state }: Pick<Milestone, 'due' | 'state'>, project: ReminderCalendar, today: Day) {
  if (state !== 'open') return false;
  const [first] = [...countedDays(due, project), firstWeeklyDay(due, project)]
    .filter((day) => day !== undefined)
    .toSorted();
  return first !== undefined && first <= today;
}

export function isSnoozed({ snoozedUntil }: Pick<Milestone, 'snoozedUntil'>, today: Day): boolean {
  return snoozedUntil !== undefined && snoozedUntil > today;
}

/** Whether an expert who is reminded of it has something to answer. */
export function isAsking(milestone: Reminded, project: ReminderCalendar, today: Day): boolean {
  return isTimely(milestone, project, today) && !isSnoozed(milestone, today);
}

/** When the experts hear again of a snoozed milestone. */
function snoozeEnd({ snoozedUntil }: Pick<Milestone, 'snoozedUntil'>, project: ReminderCalendar): Date | undefined {
  if (snoozedUntil === undefined) return undefined;
  return instantAt(workingDayFrom(project, snoozedUntil), remindersOf(project).at, project.timeZone);
}

/** From when on a milestone may be reminded of again: never twice on one day, whatever becomes of zone and policy. */
export function lastInstantOf(day: Day, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1);
}

/**
 * When a milestone is to be reminded of next, as things stand: later than `now`, since whoever changed it has it before
 * their eyes.
 */
export function remindAtOf(
  milestone: Reminded,
  project: ReminderCalendar & Pick<Project, 'status'>,
  now: Date,
): Date | undefined {
  if (milestone.state !== 'open' || project.status !== 'open') return undefined;
  const { due, remindedOn } = milestone;
  const isToldToday = remindedOn !== undefined && remindedOn >= dayAt(now, project.timeZone);
  const after = isToldToday ? lastInstantOf(remindedOn, project.timeZone) : now;
  const step = nextReminderAt(due, project, after);
  const end = snoozeEnd(milestone, project);
  if (end === undefined || end <= after) return step;
  return step === undefined || end < step ? end : step;
}
