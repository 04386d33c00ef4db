import { addDays, dayAt, instantAt, timeAt } from '../core/day.ts';
import { isWorkingDay, workingDayFrom } from '../core/workingDays.ts';
import { remindersOf } from './policy.ts';
import type { ReminderCalendar } from './reminder.ts';

/** Nobody is reminded before or after, by the clocks of the project's zone. */
export const SENDING_FROM = '08:00';
export const SENDING_UNTIL = '18:00';

/** Whether reminders may come at a time of the day, `HH:MM`. */
export function isSendingHour(time: string): boolean {
  return time >= SENDING_FROM && time < SENDING_UNTIL;
}

/**
 * When a reminder that is ready may go out: now, or the policy's time on this working day or the next. Never on a day
 * off, at night, or before the time at which people expect it.
 */
export function sendingTime(project: ReminderCalendar, now: Date): Date {
  const { timeZone } = project;
  const { at } = remindersOf(project);
  const today = dayAt(now, timeZone);
  if (isWorkingDay(project, today)) {
    const atToday = instantAt(today, at, timeZone);
    if (now < atToday) return atToday;
    if (isSendingHour(timeAt(now, timeZone))) return now;
  }
  return instantAt(workingDayFrom(project, addDays(today, 1)), at, timeZone);
}
