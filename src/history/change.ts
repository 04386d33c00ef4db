import type { Day, Weekday } from '../core/day.ts';
import type { FieldChange } from '../core/fieldChange.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Member, ProjectRole } from '../projects/project.ts';
import type { ReminderPolicy } from '../reminders/policy.ts';
import type { AudienceKey, Receiver } from './audienceKey.ts';

/** The fields of a milestone that a change can touch, as they were or became. */
export type MilestoneFields = Pick<Milestone, 'title' | 'description' | 'due' | 'firstDue' | 'state' | 'completedOn'>;

export type MilestoneChangeKind = 'added' | 'edited' | 'completed' | 'reopened' | 'removed' | 'undone';
/** What becomes of a request (change-requests/request.ts); where the milestone itself changes, that is an `edited` one. */
export type RequestChangeKind = 'asked' | 'declined';
/** Nothing of the milestone itself changes, so there is nothing to tell and nothing to undo. */
export type SnoozeKind = 'snoozed';
export type ProjectChangeKind =
  | 'project-set-up'
  | 'payment-received'
  | 'milestones-opened'
  | 'people-changed'
  | 'project-edited'
  | 'settings-changed'
  | 'project-closed'
  | 'project-taken-over';

/** What a round of reminders decided: nothing of the project changes. */
export type ReminderRoundKind = 'reminded';
/**
 * An admin is told: Slack does not let the app reach a receiver, a message cannot be told in any form, people of another
 * workspace do not see the channel any more, or Slack takes no pin for the board.
 */
export type DeliveryKind = 'delivery-suspended' | 'delivery-failed' | 'channel-unshared' | 'board-unpinned';

/** The numbers of the milestones that each reader is reminded of. */
export type Reminded = {
  readonly experts: readonly number[];
  readonly channel: readonly number[];
  readonly admin?: { readonly userId: string; readonly numbers: readonly number[] } | undefined;
  /** Those of them whose point of no return is near or has passed: they are told whatever step the reminders are at. */
  readonly ofReturn?: readonly number[] | undefined;
};

/** Whom something cannot be told, in Slack's own string why, and the admin who hears of it. */
export type Undelivered = {
  readonly receiver: Receiver;
  readonly reason: string;
  readonly adminUserId: string;
  /** The message that failed; absent where the receiver is suspended. */
  readonly messageId?: string | undefined;
};

type Pair<T> = { readonly before: T; readonly after: T };

/** What was changed of a project, before and after (blocks/projects/detailText.ts has the words). */
export type Detail =
  | ({ readonly what: 'name' | 'time zone' } & Pair<string>)
  | ({ readonly what: 'start date' | 'completion date' } & Pair<Day>)
  | ({ readonly what: 'working days' } & Pair<readonly Weekday[]>)
  /** In seconds. */
  | ({ readonly what: 'quiet time' } & Pair<number>)
  | ({ readonly what: 'reminders' } & Pair<ReminderPolicy>)
  /** Someone came, went or got another role. */
  | ({ readonly what: 'person'; readonly userId: string; readonly name: string } & Pair<ProjectRole | 'absent'>);

/** Whether a detail's values are the same, whatever the order of their parts. */
export function isSameValue(a: Detail['before'], b: Detail['before']): boolean {
  return partsOf(a) === partsOf(b);
}

function partsOf(value: Detail['before']): string {
  if (typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b)));
}

/** One entry of a project's history. Never altered after it is written. */
export type Change = {
  readonly id: string;
  readonly projectId: string;
  /** Position in the project's history: the project's version that the change made, then the place within it. */
  readonly seq: number;
  readonly kind:
    | MilestoneChangeKind
    | RequestChangeKind
    | SnoozeKind
    | ProjectChangeKind
    | ReminderRoundKind
    | DeliveryKind;
  readonly by: Member;
  readonly at: Date;
  readonly milestoneNumber?: number | undefined;
  readonly before?: MilestoneFields | undefined;
  readonly after?: MilestoneFields | undefined;
  readonly details?: readonly Detail[] | undefined;
  /** Until when a `snoozed` milestone is. */
  readonly snoozedUntil?: Day | undefined;
  /** What the person wrote about the change. */
  readonly note?: string | undefined;
  /** The change that this one takes back. */
  readonly undoes?: string | undefined;
  /** The change request that was `asked`, or that this change answers. */
  readonly changeRequestId?: string | undefined;
  readonly reminded?: Reminded | undefined;
  readonly undelivered?: Undelivered | undefined;
};

/** A change with who is to be told of it: decided once, when it is saved. */
export type LogEntry = Change & { readonly audience: readonly AudienceKey[] };

/** An entry of a log that cannot be read: someone wrote into the database by hand, say. */
export type UnreadableEntry = { readonly seq: number; readonly isUnreadable: true };

/** Entries that people do not read in a history. */
export const NOT_IN_HISTORY: readonly Change['kind'][] = [
  'reminded',
  'delivery-suspended',
  'delivery-failed',
  'channel-unshared',
  'board-unpinned',
];

/** Who acts where nobody does. */
export const MILEPOST: Member = { userId: 'milepost', name: 'Milepost' };

export function fieldsOf(milestone: MilestoneFields): MilestoneFields {
  const { title, description, due, firstDue, state, completedOn } = milestone;
  return { title, description, due, firstDue, state, ...(completedOn === undefined ? {} : { completedOn }) };
}

/** The fields that differ, in the order people read them. */
export function differences(before: MilestoneFields, after: MilestoneFields): readonly FieldChange[] {
  const text = (field: 'title' | 'description' | 'state'): FieldChange => ({
    field,
    before: before[field],
    after: after[field],
  });
  const day = (field: 'due' | 'completedOn'): FieldChange => ({
    field,
    before: before[field] ?? '',
    after: after[field] ?? '',
  });
  const all = [text('title'), text('description'), day('due'), text('state'), day('completedOn')];
  return all.filter((change) => change.before !== change.after);
}
