import type { Change } from './change.ts';
import type { Milestone } from './milestone.ts';
import type { Project } from './project.ts';
import type { ChangeRequest } from './request.ts';

/** A message that someone is owed, before it has an id and a place in its lane. */
export type Notice =
  /** Tells the client channel about changes. */
  | { readonly kind: 'update'; readonly to: 'channel' }
  /** Brings the board message to the present state; `daily` also where nothing was changed, and pins it again. */
  | { readonly kind: 'board'; readonly to: 'channel'; readonly daily?: true }
  /** Reminds of milestones that are due soon, today or overdue: in the client channel, or one person directly. */
  | { readonly kind: 'reminder'; readonly to: 'channel'; readonly numbers: readonly number[] }
  | {
      readonly kind: 'reminder';
      readonly to: { readonly userId: string };
      readonly as: 'expert' | 'admin';
      readonly numbers: readonly number[];
    }
  /** Tells what someone asks for: in the thread of the board, or one expert directly. */
  | { readonly kind: 'request'; readonly to: 'channel' | { readonly userId: string }; readonly requestId: string }
  /** Tells an admin that Slack does not let the app reach a receiver; `reason` is Slack's own string for it. */
  | {
      readonly kind: 'parked';
      readonly to: { readonly userId: string };
      readonly receiver: { readonly channelId: string } | { readonly userId: string };
      readonly reason: string;
    }
  /** Tells what became of it: in the thread, or whoever asked. */
  | { readonly kind: 'answer'; readonly to: 'channel' | { readonly userId: string }; readonly requestId: string };

/**
 * Everything one decision changes, to be saved in one transaction or not at all. `project.version` is the version
 * that the decision read, plus one; milestones likewise, from 1 for a new one.
 */
export type ChangeSet = {
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  readonly changes: readonly Change[];
  /** Asked or answered now; versions as with milestones. */
  readonly requests?: readonly ChangeRequest[];
  readonly notices: readonly Notice[];
  readonly at: Date;
  /** Names the request that asked for it, so that a request delivered twice changes once. */
  readonly requestId: string;
};

/** What one project's people are reminded of, to be saved all at once. The project itself stays as it is. */
export type Reminders = Pick<ChangeSet, 'project' | 'milestones' | 'notices' | 'at'>;
