import type { Change } from './change.ts';
import type { ChangeSet } from './changeSet.ts';
import type { Milestone } from './milestone.ts';
import type { Project } from './project.ts';

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
  /** The changes that a request made, in order; empty when it made none. */
  readonly changesOfRequest: (requestId: string) => Promise<readonly Change[]>;
  /** Writes project, milestones, history and outbox in one transaction. */
  readonly save: (changeSet: ChangeSet) => Promise<Saved>;
  /** Open milestones whose reminder is due at `now`, soonest first. */
  readonly milestonesToRemind: (now: Date, limit: number) => Promise<readonly Milestone[]>;
  /** A fresh id of a document. */
  readonly newId: () => string;
};
