import type { Notice } from './changeSet.ts';
import type { Project } from './project.ts';

/**
 * `queued`: to be sent. `sending`: an attempt is under way, or its process died. `unknown`: an attempt ended without an
 * answer, so Slack must be asked before it is repeated. `parked`: waits until someone mends the channel. `sent` and
 * `dropped` (no longer true, or refused for good) are final.
 */
export type OutboxState = 'queued' | 'sending' | 'unknown' | 'sent' | 'parked' | 'dropped';

export type OutboxEntry = {
  readonly id: string;
  readonly laneId: string;
  /** Place in the lane: entries of a lane are sent in this order, one at a time. */
  readonly seq: number;
  readonly projectId: string;
  readonly notice: Notice;
  /** The changes an update tells of. */
  readonly changeIds: readonly string[];
  readonly state: OutboxState;
  readonly attempts: number;
  readonly createdAt: Date;
  /** Not to be sent before: the end of the quiet time in which further changes join this one. */
  readonly notBefore?: Date | undefined;
  /** When the first attempt began: where to start looking for a message whose outcome is unknown. */
  readonly startedAt?: Date | undefined;
  /** Until then Slack may still take an attempt that ended without an answer: it is looked up, and not repeated. */
  readonly repeatFrom?: Date | undefined;
  /** What the last attempt met. */
  readonly reason?: string | undefined;
};

/** Whether Slack certainly has no message of it: one that it has, or may have, keeps its words. */
export function mayGrow({ notice, state, repeatFrom }: OutboxEntry): boolean {
  const isGathering = notice.kind === 'update' || notice.kind === 'reminder';
  return isGathering && state === 'queued' && repeatFrom === undefined;
}

/** One receiver of messages, a channel or a person's direct messages, with what keeps its order and pace. */
export type Lane = {
  readonly id: string;
  readonly teamId: string;
  readonly to: { readonly channelId: string } | { readonly userId: string };
  /** The `seq` of the newest entry. */
  readonly lastSeq: number;
};

/** A lane that has something to do from `readyAt` on: now, or when a pause or someone's lease is over. */
export type ReadyLane = Lane & { readonly readyAt: Date };

/** How a lane is given back: to be taken up again at `readyAt`, or, where it is empty, then or when something is queued. */
export type LaneLeft = { readonly readyAt: Date; readonly isEmpty?: boolean };

/** Slack's id of whoever a lane is for: a channel or a person. */
export function receiverOf(to: Lane['to']): string {
  return 'channelId' in to ? to.channelId : to.userId;
}

export type Finished =
  | { readonly state: 'sent'; readonly ts?: string }
  /** `failed`: it should have been told and could not be. */
  | { readonly state: 'dropped'; readonly reason: string; readonly failed?: true };

/** How an attempt ended that Slack did not take, or perhaps did. */
export type Failed =
  | { readonly state: 'queued'; readonly reason: string }
  | { readonly state: 'unknown'; readonly reason: string; readonly repeatFrom: Date };

/** Where a lane stands, for the admin who asks. */
export type LaneStanding = Lane & {
  readonly parkedAt?: Date | undefined;
  /** Slack's own string for it. */
  readonly parkedBecause?: string | undefined;
  /** When it is taken up next. */
  readonly readyAt: Date;
};

/** What a lane holds of one project: all of it is counted, however much it is. */
export type LaneLoad = {
  readonly laneId: string;
  readonly count: number;
  readonly oldestAt: Date;
  /** Some of it is not to be sent before. */
  readonly notBefore?: Date | undefined;
};

/** What a project's receivers wait for, and what could not be told to them lately. */
export type DeliveryStanding = {
  readonly lanes: readonly LaneStanding[];
  readonly loads: readonly LaneLoad[];
  /** What waits for another try, with what the last one met. */
  readonly tried: readonly OutboxEntry[];
  readonly failed: readonly OutboxEntry[];
};

/** A workspace that does not let the app in, and Slack's own string for it. */
export type StoppedWorkspace = { readonly teamId: string; readonly reason: string };

/** The standing of one project, for the admin who asks. */
export type DeliveryReport = {
  readonly project: Project;
  readonly standing: DeliveryStanding;
  /** Slack's own string, where the whole workspace does not let the app in. */
  readonly stoppedBecause?: string | undefined;
  readonly now: Date;
};

/** The entry was moved on by another process: what this one holds is no longer so. */
export class OvertakenError extends Error {}

/** What delivery needs of the database. Every write is a compare-and-set by what was read. */
export type Outbox = {
  /** The lanes that have something to do, those to be taken up soonest first; none of those workspaces. */
  readonly soonestLanes: (exceptTeams: readonly string[], limit: number) => Promise<readonly ReadyLane[]>;
  /** Takes a lane that is ready and that no one holds, until `leaseUntil`; false where someone was quicker. */
  readonly claimLane: (laneId: string, now: Date, owner: string, leaseUntil: Date) => Promise<boolean>;
  /** Prolongs the lease; false when it was lost to someone else. */
  readonly keepLane: (laneId: string, owner: string, leaseUntil: Date) => Promise<boolean>;
  /** Whether it is empty: false also where something was queued since it was claimed. */
  readonly releaseLane: (lane: Lane, owner: string, left: LaneLeft) => Promise<boolean>;
  /** The first unfinished entry of a lane. */
  readonly head: (laneId: string) => Promise<OutboxEntry | undefined>;
  /**
   * Takes what follows an update, or a reminder, of the same project into it, so that one message tells of all of it.
   * Only an entry that no attempt was made for may grow: a message that Slack has keeps its words.
   */
  readonly absorbFollowing: (entry: OutboxEntry, now: Date) => Promise<OutboxEntry>;
  /** The attempt begins; throws {@link OvertakenError} where another process moved the entry on. */
  readonly markSending: (entry: OutboxEntry, now: Date, repeatFrom: Date) => Promise<OutboxEntry>;
  /** How the attempt ended; throws {@link OvertakenError} where another process moved the entry on. */
  readonly markFailed: (entry: OutboxEntry, failed: Failed) => Promise<void>;
  /** Something went wrong before an attempt began: its state stays, the next try waits longer. */
  readonly markTried: (entry: OutboxEntry, reason: string) => Promise<void>;
  /** It is not to be sent before an instant: nobody is reminded at night. Throws like the others. */
  readonly markNotBefore: (entry: OutboxEntry, at: Date) => Promise<void>;
  /** Throws {@link OvertakenError} where another process moved the entry on. */
  readonly markFinished: (entry: OutboxEntry, finished: Finished, now: Date) => Promise<void>;
  /**
   * Lays a lane aside until someone resumes it, with the entry that met the trouble, and tells the first of `admins`
   * whose own messages are not on hold: once for each receiver, project and episode. In one transaction.
   */
  readonly park: (
    parked: {
      readonly lane: Lane;
      readonly entry: OutboxEntry;
      readonly owner: string;
      readonly reason: string;
      /** Slack may have a message of an earlier attempt: it is still to be looked up. */
      readonly isUncertain: boolean;
    },
    admins: readonly string[],
    now: Date,
  ) => Promise<void>;
  /** Drops what could not be told to an admin and owes it to the next whose messages are not on hold; in one transaction. */
  readonly passOn: (
    entry: OutboxEntry,
    lane: Lane,
    told: { readonly next: readonly string[]; readonly reason: string },
    now: Date,
  ) => Promise<void>;
  /** How many entries are neither sent nor dropped, by state. */
  readonly countUnfinished: () => Promise<Readonly<Partial<Record<OutboxState, number>>>>;
  /** When the oldest of those that should have been sent by now was queued; nothing that waits in a parked lane. */
  readonly oldestUnfinishedAt: (now: Date) => Promise<Date | undefined>;
};
