import type { Day } from '../core/day.ts';

export type MilestoneState = 'open' | 'completed' | 'removed';

type Planned = {
  readonly id: string;
  readonly projectId: string;
  /** Unique within the project, from 1, never used again. */
  readonly number: number;
  readonly version: number;
  readonly title: string;
  readonly description: string;
  /** Expected completion date. */
  readonly due: Day;
  /** The first agreed date: what was expected when the client was first told of the milestone. Never changes after. */
  readonly firstDue: Day;
  /** When the client is told of the milestone: the end of the quiet time in which it was added. */
  readonly publishedAt: Date;
  /** When the next reminder is to be decided on; absent where none is to come. */
  readonly remindAt?: Date | undefined;
  /** The day, in the project's zone, on which people were reminded of it last. */
  readonly remindedOn?: Day | undefined;
  /** The experts hear nothing of it before this day. */
  readonly snoozedUntil?: Day | undefined;
  /** The point of no return of which the experts were warned. */
  readonly warnedOf?: Day | undefined;
  /** The point of no return of which people were told that it has passed. */
  readonly passed?: Day | undefined;
  /** How often it was snoozed. */
  readonly snoozes?: number | undefined;
};

export type Milestone = Planned &
  (
    | { readonly state: 'open'; readonly completedOn?: undefined }
    | { readonly state: 'completed'; readonly completedOn: Day }
    /** It may have been completed before. */
    | { readonly state: 'removed'; readonly completedOn?: Day | undefined }
  );

/** What a person writes about a milestone. */
export type Draft = Pick<Milestone, 'title' | 'description' | 'due'>;

/** A header block holds 150 characters (docs.slack.dev/reference/block-kit/blocks/header-block). */
export const TITLE_MAX = 150;
/** "Short": what fits a board and an update without being cut. */
export const DESCRIPTION_MAX = 500;
/** What one board shows; issue of a size, not of a database. */
export const MILESTONES_MAX = 100;

/** `today` is the day it is in the project's zone. */
export function isOverdue({ state, due }: Pick<Milestone, 'state' | 'due'>, today: Day): boolean {
  return state === 'open' && due < today;
}

/** In the order in which the projects appear. */
export function byProject(milestones: readonly Milestone[]): ReadonlyMap<string, readonly Milestone[]> {
  const groups = new Map<string, Milestone[]>();
  for (const milestone of milestones) {
    const group = groups.get(milestone.projectId);
    if (group) group.push(milestone);
    else groups.set(milestone.projectId, [milestone]);
  }
  return groups;
}
