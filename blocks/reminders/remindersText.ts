import type { ReminderPolicy } from '../../src/reminders/policy.ts';

/** "2 working days before, on the day, then 1, 3 and 7 days late and weekly, at 09:00; an admin from 7 days late on". */
export function remindersText(policy: ReminderPolicy): string {
  const { headsUpDays, onDay, overdueDays, weekly, at, adminAfterDays } = policy;
  const early = [
    ...(headsUpDays > 0 ? [`${headsUpDays} working ${headsUpDays === 1 ? 'day' : 'days'} before`] : []),
    ...(onDay ? ['on the day'] : []),
  ];
  const late = lateText(overdueDays, weekly);
  if (early.length === 0 && late === undefined) return 'none';
  const then = late === undefined ? [] : [early.length > 0 ? `then ${late}` : late];
  const admin = adminAfterDays === undefined ? '' : `; an admin from ${days(adminAfterDays)} late on`;
  return `${[...early, ...then].join(', ')}, at ${at}${late === undefined ? '' : admin}`;
}

function lateText(overdueDays: readonly number[], weekly: boolean): string | undefined {
  const last = overdueDays.at(-1);
  if (last === undefined) return weekly ? 'weekly while it is late' : undefined;
  const first = overdueDays.slice(0, -1);
  const counted = first.length === 0 ? days(last) : `${first.join(', ')} and ${last} days`;
  return `${counted} late${weekly ? ' and weekly' : ''}`;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
