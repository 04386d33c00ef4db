import type { Day } from './day.ts';
import type { Milestone } from './milestone.ts';
import type { Actor } from './project.ts';

/** The fields of a milestone that a change can touch, as they were or became. */
export type MilestoneFields = Pick<Milestone, 'title' | 'description' | 'due' | 'state' | 'completedOn'>;

export type MilestoneChangeKind = 'added' | 'edited' | 'completed' | 'reopened' | 'removed' | 'undone';
/** What becomes of a request (domain/request.ts); where the milestone itself changes, that is an `edited` one. */
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
  | 'project-closed';

/** What was changed of a project, in words; days as `YYYY-MM-DD` (blocks/projectUpdate.ts writes them out). */
export type Detail = { readonly what: string; readonly before: string; readonly after: string };

/** One entry of a project's history. Never altered after it is written. */
export type Change = {
  readonly id: string;
  readonly projectId: string;
  /** Position in the project's history: the project's version that the change made, then the place within it. */
  readonly seq: number;
  readonly kind: MilestoneChangeKind | RequestChangeKind | SnoozeKind | ProjectChangeKind;
  readonly by: Actor;
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
  /** The request that this one answers. */
  readonly answers?: string | undefined;
};

export function fieldsOf(milestone: MilestoneFields): MilestoneFields {
  const { title, description, due, state, completedOn } = milestone;
  return { title, description, due, state, ...(completedOn === undefined ? {} : { completedOn }) };
}

/** One field of a milestone, before and after. */
export type FieldChange = {
  readonly field: 'title' | 'description' | 'due' | 'state' | 'completedOn';
  readonly before: string;
  readonly after: string;
};

const FIELDS: readonly FieldChange['field'][] = ['title', 'description', 'due', 'state', 'completedOn'];

/** The fields that differ, in the order people read them. */
export function differences(before: MilestoneFields, after: MilestoneFields): readonly FieldChange[] {
  return FIELDS.filter((field) => (before[field] ?? '') !== (after[field] ?? '')).map((field) => ({
    field,
    before: before[field] ?? '',
    after: after[field] ?? '',
  }));
}
