import type { ChangeRequest } from '../change-requests/request.ts';
import type { DeliveryStatus, StoppedWorkspace } from '../delivery/subscription.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import type { AudienceKey } from './audienceKey.ts';
import type { Change } from './change.ts';
import type { ChangeSet } from './changeSet.ts';
import type { HistoryFrom } from './historySlice.ts';

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
  /** How many requests of a person wait for an answer. */
  readonly openRequestsBy: (projectId: string, userId: string) => Promise<number>;
  /** The changes that a request made, in order; empty when it made none. */
  readonly changesOfRequest: (idempotencyKey: string) => Promise<readonly Change[]>;
  /** The newest changes of one milestone, oldest first: as many as anyone reads. `after`: a place in the log. */
  readonly changesOfMilestone: (projectId: string, number: number, after?: number) => Promise<readonly Change[]>;
  /** What people read as the history of a project, or of one milestone: next to a place in the log, newest first. */
  readonly historyOf: (
    projectId: string,
    which: { readonly number?: number; readonly from?: HistoryFrom; readonly limit: number },
  ) => Promise<readonly Change[]>;
  /** What the person's last request changed in a project since an instant, in order; empty when nothing. */
  readonly lastRequestOf: (projectId: string, userId: string, since: Date) => Promise<readonly Change[]>;
  /** The projects of the workspace that someone is on, live ones first, then newest first. */
  readonly projectsOfPerson: (teamId: string, userId: string) => Promise<readonly Project[]>;
  /** The newest projects of the workspace that are not closed. */
  readonly liveProjects: (teamId: string, limit: number) => Promise<readonly Project[]>;
  /** All milestones of several projects that were not removed, by number within each. */
  readonly milestonesOfProjects: (projectIds: readonly string[]) => Promise<readonly Milestone[]>;
  /** Writes project, milestones and log, and wakes the subscriptions concerned, in one transaction. */
  readonly save: (changeSet: ChangeSet) => Promise<Saved>;
  /**
   * Those of several projects in one transaction or none; a change set without changes leaves its project as it is.
   * `stale` where a project or a milestone was changed since.
   */
  readonly saveReminders: (changeSets: readonly ChangeSet[]) => Promise<'saved' | 'stale'>;
  /** Open projects whose morning look is due, at most `limit`, the longest due first. */
  readonly projectsToJudge: (now: Date, limit: number) => Promise<readonly Project[]>;
  /** When each project, by id, is looked at next. */
  readonly putOffJudging: (looks: ReadonlyMap<string, Date>) => Promise<void>;
  readonly projectsByIds: (ids: readonly string[]) => Promise<readonly Project[]>;
  /**
   * Milestones whose reminder is due at `now`, of the projects whose reminders are due longest: at least `limit` where
   * there are so many, and for each project all of them. Without those of the projects in `except`.
   */
  readonly milestonesToRemind: (now: Date, limit: number, except: readonly string[]) => Promise<readonly Milestone[]>;
  /** Milestones of a project by their numbers, removed ones included. */
  readonly milestonesNumbered: (projectId: string, numbers: readonly number[]) => Promise<readonly Milestone[]>;
  /** Draws the boards again whose day is over, as many as `limit`; returns how many. */
  readonly wakeBoards: (now: Date, limit: number) => Promise<number>;
  /** Whether a message in Slack is one that a reader of the project was sent. */
  readonly isMessageOf: (
    message: { readonly channelId: string; readonly ts: string },
    projectId: string,
    key: AudienceKey,
  ) => Promise<boolean>;
  /** What waits for the readers of a project, and what could not be told to them since an instant. */
  readonly deliveryStatus: (projectId: string, since: Date, now: Date) => Promise<DeliveryStatus>;
  /**
   * Takes up again at once what is suspended, or waits for another try: of the project, and of other projects at the
   * same receivers (ids of channels or people).
   */
  readonly resumeDelivery: (
    project: Pick<Project, 'id' | 'teamId'>,
    receivers: readonly string[],
    now: Date,
  ) => Promise<void>;
  /**
   * Nothing reaches the project's channel until someone resumes it: one of the admins hears of it, unless one has. `reason`
   * is Slack's own string.
   */
  readonly suspendChannel: (
    project: Pick<Project, 'id' | 'teamId' | 'channelId'>,
    reason: string,
    admins: readonly string[],
    now: Date,
  ) => Promise<void>;
  /** What is suspended for the project's channel goes on. */
  readonly resumeChannel: (project: Pick<Project, 'teamId' | 'channelId'>, now: Date) => Promise<void>;
  /** One of the admins hears that people of another workspace do not see the channel any more; once for each event. */
  readonly tellUnshared: (
    project: Pick<Project, 'id' | 'teamId' | 'channelId'>,
    eventId: string,
    admins: readonly string[],
    now: Date,
  ) => Promise<void>;
  /** A channel has another id from now on: its projects, and what their readers wait for, move along. */
  readonly moveChannel: (teamId: string, from: string, to: string) => Promise<void>;
  /** Live projects with a person whose name Slack did not say when they were chosen. */
  readonly unnamedProjects: (limit: number) => Promise<readonly Project[]>;
  /** Writes the names of the project's people. False where someone changed the project since it was read. */
  readonly saveNames: (project: Project) => Promise<boolean>;
  readonly stoppedWorkspaces: () => Promise<readonly StoppedWorkspace[]>;
  /** The workspace does not let the app in: its work rests. True for the first to say so. */
  readonly stopWorkspace: (teamId: string, reason: string, now: Date) => Promise<boolean>;
  readonly goOnInWorkspace: (teamId: string) => Promise<void>;
  /** A fresh id of a document. */
  readonly newId: () => string;
};
