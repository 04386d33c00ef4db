import { Temporal } from 'temporal-polyfill';
import type { Detail } from './change.ts';
import type { Weekday } from './day.ts';
import { type Person, type Project, type ProjectRole, quietSecondsOf } from './project.ts';
import { remindersOf } from './reminder.ts';
import { remindersText } from './reminderText.ts';

const ROLES: Readonly<Record<ProjectRole, string>> = {
  client: 'client',
  lead: 'expert lead',
  invitee: 'expert invitee',
  'third-party': 'third-party expert',
};

export function roleText(role: ProjectRole): string {
  return ROLES[role];
}

/** Any Monday: only the names of the days are taken from it. */
const MONDAY = Temporal.PlainDate.from('2026-11-23');

function weekdayText(weekday: Weekday): string {
  return MONDAY.add({ days: weekday - 1 }).toLocaleString('en-GB', { weekday: 'long' });
}

/** "Monday to Friday"; "Monday, Tuesday and Thursday" where there is a gap. `days` in the order of the week. */
export function workingDaysText(days: readonly Weekday[]): string {
  const [first, ...rest] = days;
  const last = rest.at(-1);
  if (first === undefined) return 'none';
  if (last === undefined) return weekdayText(first);
  if (days.length > 2 && last - first === days.length - 1) return `${weekdayText(first)} to ${weekdayText(last)}`;
  return `${days.slice(0, -1).map(weekdayText).join(', ')} and ${weekdayText(last)}`;
}

/** "20 seconds"; for 0, what it means. */
export function quietTimeText(seconds: number): string {
  if (seconds === 0) return 'none, each change is told at once';
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** The names of details whose values are days, `YYYY-MM-DD`. */
export const DAY_DETAILS: readonly string[] = ['start date', 'completion date'];

/** What an admin's form changed of a project, in the order of the forms; empty when nothing. */
export function detailsBetween(before: Project, after: Project): readonly Detail[] {
  const all: readonly Detail[] = [
    { what: 'name', before: before.name, after: after.name },
    { what: 'start date', before: before.startDate, after: after.startDate },
    { what: 'completion date', before: before.completionDate, after: after.completionDate },
    { what: 'time zone', before: before.timeZone, after: after.timeZone },
    {
      what: 'working days',
      before: workingDaysText(before.workingDays),
      after: workingDaysText(after.workingDays),
    },
    {
      what: 'quiet time',
      before: quietTimeText(quietSecondsOf(before)),
      after: quietTimeText(quietSecondsOf(after)),
    },
    {
      what: 'reminders',
      before: remindersText(remindersOf(before)),
      after: remindersText(remindersOf(after)),
    },
    ...peopleBetween(before.people, after.people),
  ];
  return all.filter((detail) => detail.before !== detail.after);
}

const ABSENT = 'not on the project';

/** One entry for each person who came, went or got another role. */
function peopleBetween(before: readonly Person[], after: readonly Person[]): readonly Detail[] {
  const stayedOrGone = before.map((person) => {
    const now = after.find(({ userId }) => userId === person.userId);
    return { what: person.name, before: roleText(person.role), after: now ? roleText(now.role) : ABSENT };
  });
  const come = after
    .filter((person) => !before.some(({ userId }) => userId === person.userId))
    .map((person) => ({ what: person.name, before: ABSENT, after: roleText(person.role) }));
  return [...stayedOrGone, ...come];
}
