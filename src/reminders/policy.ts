/** When people are reminded of a project's milestones. */
export type ReminderPolicy = {
  /** The heads-up: so many working days before; 0 for none. */
  readonly headsUpDays: number;
  /** On the expected day itself. */
  readonly onDay: boolean;
  /** So many calendar days after it, ascending. */
  readonly overdueDays: readonly number[];
  /** And every week after the last of those. */
  readonly weekly: boolean;
  /** What clocks in the project's zone show then, `HH:MM`. */
  readonly at: string;
  /** From so many days late on an admin is told, too; absent: never. */
  readonly adminAfterDays?: number | undefined;
};

export const REMINDER_DEFAULTS: ReminderPolicy = {
  headsUpDays: 2,
  onDay: true,
  overdueDays: [1, 3, 7],
  weekly: true,
  at: '09:00',
  adminAfterDays: 7,
};

/** What the settings offer. */
export const HEADS_UP_CHOICES: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
export const ADMIN_AFTER_CHOICES: readonly number[] = [3, 5, 7, 10, 14];

export function remindersOf({ reminders }: { readonly reminders?: ReminderPolicy | undefined }): ReminderPolicy {
  return reminders ?? REMINDER_DEFAULTS;
}
