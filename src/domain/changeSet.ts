import type { Change } from './change.ts';
import type { Milestone } from './milestone.ts';
import type { Project } from './project.ts';

/** A message that someone is owed, before it has an id and a place in its lane. */
export type Notice =
  /** Tells the client channel about changes. */
  | { readonly kind: 'update'; readonly to: 'channel' }
  /** Brings the board message to the present state. */
  | { readonly kind: 'board'; readonly to: 'channel' }
  /** Reminds of overdue milestones, in the client channel or one person directly. */
  | { readonly kind: 'reminder'; readonly to: 'channel'; readonly numbers: readonly number[] }
  | { readonly kind: 'reminder'; readonly to: { readonly userId: string }; readonly numbers: readonly number[] };

/**
 * Everything one decision changes, to be saved in one transaction or not at all. `project.version` is the version
 * that the decision read, plus one; milestones likewise, from 1 for a new one.
 */
export type ChangeSet = {
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  readonly changes: readonly Change[];
  readonly notices: readonly Notice[];
  readonly at: Date;
  /** Names the request that asked for it, so that a request delivered twice changes once. */
  readonly requestId: string;
};
