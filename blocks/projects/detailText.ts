import type { Weekday } from '../../src/core/day.ts';
import type { Detail } from '../../src/history/change.ts';
import type { ProjectRole } from '../../src/projects/project.ts';
import { remindersText } from '../reminders/remindersText.ts';
import { dayText, weekdayName } from '../shared/dates.ts';

const ROLES: Readonly<Record<ProjectRole, string>> = {
  client: 'client',
  lead: 'expert lead',
  invitee: 'expert invitee',
  'third-party': 'third-party expert',
};

export function roleText(role: ProjectRole): string {
  return ROLES[role];
}

/** "Monday to Friday"; "Monday, Tuesday and Thursday" where there is a gap. `days` in the order of the week. */
export function workingDaysText(days: readonly Weekday[]): string {
  const [first, ...rest] = days;
  const last = rest.at(-1);
  if (first === undefined) return 'none';
  if (last === undefined) return weekdayName(first);
  if (days.length > 2 && last - first === days.length - 1) return `${weekdayName(first)} to ${weekdayName(last)}`;
  return `${days.slice(0, -1).map(weekdayName).join(', ')} and ${weekdayName(last)}`;
}

/** "20 seconds"; for 0, what it means. */
export function quietTimeText(seconds: number): string {
  if (seconds === 0) return 'none, each change is told at once';
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** "completion date: Fri 18 Dec 2026 → Wed 23 Dec 2026". Holds what people wrote, not yet escaped. */
export function detailText(detail: Detail): string {
  const [before, after] = valuesOf(detail);
  return `${detail.what === 'person' ? detail.name : detail.what}: ${before} → ${after}`;
}

function valuesOf(detail: Detail): readonly [before: string, after: string] {
  switch (detail.what) {
    case 'name':
    case 'time zone':
      return [detail.before, detail.after];
    case 'start date':
    case 'completion date':
      return [dayText(detail.before), dayText(detail.after)];
    case 'working days':
      return [workingDaysText(detail.before), workingDaysText(detail.after)];
    case 'quiet time':
      return [quietTimeText(detail.before), quietTimeText(detail.after)];
    case 'reminders':
      return [remindersText(detail.before), remindersText(detail.after)];
    case 'person':
      return [placeText(detail.before), placeText(detail.after)];
  }
}

function placeText(place: ProjectRole | 'absent'): string {
  return place === 'absent' ? 'not on the project' : roleText(place);
}
