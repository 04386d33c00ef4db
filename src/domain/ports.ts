import type { Change } from './change.ts';
import type { ChangeSet, Reminders } from './changeSet.ts';
import type { Milestone } from './milestone.ts';
import type { DeliveryStanding, StoppedWorkspace } from './outbox.ts';
import type { Project } from './project.ts';
import type { ChangeRequest } from './request.ts';

/**
 * `stale`: someone else changed the project since it was read; decide again. `repeated`: this request was saved before.
 */
export type Saved = 'saved' | 'stale' | 'repeated';

/** What the verbs need of the database. */
export type Store = {
  /** The channel's project that is not closed; else the one closed last. */
  readonly projectInChannel: (teamId: string, channelId: string) => Promise<Project | undefined>;
  readonly projectById: (id: string) => Promise<Project | undefined>;
  /** All milestones that were not removed, by number. */
  readonly milestonesOf: (projectId: string) => Promise<readonly Milestone[]>;
  readonly milestone: (projectId: string, number: number) => Promise<Milestone | undefined>;
  /** What someone asked the experts for. */
  readonly request: (id: string) => Promise<ChangeRequest | undefined>;
  /** The changes that a request made, in order; empty when it made none. */
  readonly changesOfRequest: (requestId: string) => Promise<readonly Change[]>;
  /** The history of one milestone, oldest first. */
  readonly changesOfMilestone: (projectId: string, number: number) => Promise<readonly Change[]>;
  /** The newest changes of a project, newest first. */
  readonly recentChanges: (projectId: string, limit: number) => Promise<readonly Change[]>;
  /** What the person's last request changed in a project since an instant, in order; empty when nothing. */
  readonly lastRequestOf: (projectId: string, userId: string, since: Date) => Promise<readonly Change[]>;
  /** The projects of the workspace that someone is on, live ones first, then newest first. */
  readonly projectsOfPerson: (teamId: string, userId: string) => Promise<readonly Project[]>;
  /** The newest projects of the workspace that are not closed. */
  readonly liveProjects: (teamId: string, limit: number) => Promise<readonly Project[]>;
  /** All milestones of several projects that were not removed, by number within each. */
  readonly milestonesOfProjects: (projectIds: readonly string[]) => Promise<readonly Milestone[]>;
  /** Writes project, milestones, history and outbox in one transaction. */
  readonly save: (changeSet: ChangeSet) => Promise<Saved>;
  /** Those of several projects in one transaction or none: `stale` where one of the milestones was changed since. */
  readonly saveReminders: (reminders: readonly Reminders[]) => Promise<'saved' | 'stale'>;
  readonly projectsByIds: (ids: readonly string[]) => Promise<readonly Project[]>;
  /**
   * Milestones whose reminder is due at `now`, of the projects whose reminders are due longest: at least `limit` where
   * there are so many, and for each project all of them. Without those of the projects in `except`.
   */
  readonly milestonesToRemind: (now: Date, limit: number, except: readonly string[]) => Promise<readonly Milestone[]>;
  /** Milestones of a project by their numbers, removed ones included. */
  readonly milestonesNumbered: (projectId: string, numbers: readonly number[]) => Promise<readonly Milestone[]>;
  /** Projects that are not closed and whose board is to be looked at by `now`, longest due first. */
  readonly boardsToRefresh: (now: Date, limit: number) => Promise<readonly Project[]>;
  /** What is waiting, parked or failed (since an instant) for the receivers of a project. */
  readonly deliveryStanding: (
    project: Pick<Project, 'id' | 'teamId'>,
    receivers: readonly string[],
    since: Date,
  ) => Promise<DeliveryStanding>;
  /** Takes up again at once what is parked, or waits for another try, at receivers (ids of channels or people). */
  readonly resumeDelivery: (teamId: string, receivers: readonly string[]) => Promise<void>;
  readonly stoppedWorkspaces: () => Promise<readonly StoppedWorkspace[]>;
  /** The workspace does not let the app in: its work rests. True for the first to say so. */
  readonly stopWorkspace: (teamId: string, reason: string, now: Date) => Promise<boolean>;
  readonly goOnInWorkspace: (teamId: string) => Promise<void>;
  /** A fresh id of a document. */
  readonly newId: () => string;
};
