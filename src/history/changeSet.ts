import type { ChangeRequest } from '../change-requests/request.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import type { LogEntry } from './change.ts';

/**
 * Everything one decision changes, to be saved in one transaction or not at all. `project.version` is the version
 * that the decision read, plus one; milestones likewise, from 1 for a new one.
 */
export type ChangeSet = {
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  readonly changes: readonly LogEntry[];
  /** Asked or answered now; versions as with milestones. */
  readonly requests?: readonly ChangeRequest[];
  readonly at: Date;
  /** Names the request that asked for it, so that a request delivered twice changes once. */
  readonly idempotencyKey: string;
};
