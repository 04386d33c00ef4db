import type { Day } from './day.ts';
import type { Milestone, MilestoneState } from './milestone.ts';
import type { Actor } from './project.ts';

/** The fields of a milestone that a change can touch, as they were or became. */
export type MilestoneFields = Pick<Milestone, 'title' | 'description' | 'due' | 'state' | 'completedOn'>;

export type MilestoneChangeKind = 'added' | 'completed';
export type ProjectChangeKind = 'project-set-up' | 'payment-received' | 'milestones-opened';

/** One entry of a project's history. Never altered after it is written. */
export type Change = {
  readonly id: string;
  readonly projectId: string;
  /** Position in the project's history: the project's version that the change made, then the place within it. */
  readonly seq: number;
  readonly kind: MilestoneChangeKind | ProjectChangeKind;
  readonly by: Actor;
  readonly at: Date;
  readonly milestoneNumber?: number | undefined;
  readonly before?: MilestoneFields | undefined;
  readonly after?: MilestoneFields | undefined;
};

export function fieldsOf(milestone: MilestoneFields): MilestoneFields {
  const { title, description, due, state, completedOn } = milestone;
  return { title, description, due, state, ...(completedOn === undefined ? {} : { completedOn }) };
}

export type { Day, MilestoneState };
