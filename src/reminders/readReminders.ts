import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Project } from '../projects/project.ts';
import { ADMIN_AFTER_CHOICES, HEADS_UP_CHOICES, type ReminderPolicy, remindersOf } from './policy.ts';
import { isSendingHour } from './sendingHours.ts';

/** The policy as the form holds it: each field as text. */
export type ReminderWords = {
  readonly headsUp: string;
  readonly onDay: boolean;
  readonly weekly: boolean;
  readonly overdueDays: string;
  readonly at: string;
  readonly adminAfter: string;
};

/** Each name is also the place where a refusal can be shown. */
export type SettingsField = 'quietSeconds' | 'overdueDays' | 'remindTime' | 'adminAfter';
export type SettingsFailure = { readonly field: SettingsField; readonly failure: Failure };

/** More of them would be nagging; the weekly ones follow. */
const OVERDUE_COUNT_MAX = 6;
const OVERDUE_DAYS_MAX = 60;

/** The policy that the form says; what it leaves out stays as it is. All that is wrong at once. */
export function readReminders(
  project: Pick<Project, 'reminders'>,
  words: ReminderWords,
): Result<ReminderPolicy, readonly SettingsFailure[]> {
  const present = remindersOf(project);
  const { onDay, weekly } = words;
  const headsUpDays = HEADS_UP_CHOICES.find((days) => String(days) === words.headsUp) ?? present.headsUpDays;
  const adminAfterDays = ADMIN_AFTER_CHOICES.find((days) => String(days) === words.adminAfter);
  const overdueDays = readDays(words.overdueDays);
  const isTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(words.at) && isSendingHour(words.at);
  const failures: SettingsFailure[] = [];
  if (!overdueDays.ok) failures.push({ field: 'overdueDays', failure: overdueDays.failure });
  if (!isTime) failures.push({ field: 'remindTime', failure: { kind: 'remind-time-outside', typed: words.at } });
  if (overdueDays.ok && !weekly && adminAfterDays !== undefined) {
    const last = overdueDays.value.at(-1) ?? 0;
    const failure: Failure = { kind: 'admin-never-told', last, after: adminAfterDays };
    if (last < adminAfterDays) failures.push({ field: 'adminAfter', failure });
  }
  if (failures.length > 0 || !overdueDays.ok) return refuse(failures);
  const admin = adminAfterDays === undefined ? {} : { adminAfterDays };
  return ok({ headsUpDays, onDay, overdueDays: overdueDays.value, weekly, at: words.at, ...admin });
}

/** Whole numbers with commas or blanks between them, in any order; none where nothing is written. */
function readDays(typed: string): Result<readonly number[], Failure> {
  const words = typed.split(/[\s,;]+/).filter((word) => word !== '');
  const days = [...new Set(words.map((word) => (/^\d{1,2}$/.test(word) ? Number(word) : 0)))].sort((a, b) => a - b);
  const isGood = days.every((day) => day >= 1 && day <= OVERDUE_DAYS_MAX) && days.length <= OVERDUE_COUNT_MAX;
  if (isGood) return ok(days);
  return refuse({
    kind: 'overdue-days-unreadable',
    typed: typed.trim(),
    count: OVERDUE_COUNT_MAX,
    max: OVERDUE_DAYS_MAX,
  });
}
