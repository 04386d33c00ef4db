import type { Notice } from './changeSet.ts';

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
};

/** One receiver of messages, a channel or a person's direct messages, with what keeps its order and pace. */
export type Lane = {
  readonly id: string;
  readonly teamId: string;
  readonly to: { readonly channelId: string } | { readonly userId: string };
  /** The `seq` of the newest entry. */
  readonly lastSeq: number;
};

export type Finished =
  | { readonly state: 'sent'; readonly ts?: string }
  | { readonly state: 'dropped'; readonly reason: string };

/** What delivery needs of the database. Every write is a compare-and-set by the owner of the lane's lease. */
export type Outbox = {
  /** Takes a lane that has something to do now and that no one holds, until `leaseUntil`. */
  readonly claimLane: (now: Date, owner: string, leaseUntil: Date) => Promise<Lane | undefined>;
  /** Prolongs the lease; false when it was lost to someone else. */
  readonly keepLane: (laneId: string, owner: string, leaseUntil: Date) => Promise<boolean>;
  /** Gives the lane back, to be taken up again at `readyAt`, or, with nothing left, when something new is queued. */
  readonly releaseLane: (lane: Lane, owner: string, left: { readonly readyAt: Date } | 'nothing') => Promise<void>;
  /** When the next lane is to be taken up, over all lanes. */
  readonly nextReadyAt: () => Promise<Date | undefined>;
  /** The first unfinished entry of a lane. */
  readonly head: (laneId: string) => Promise<OutboxEntry | undefined>;
  /**
   * Takes the updates of the same project that follow an update into it, so that one message tells of all of them.
   * Only an entry that no attempt was made for may grow: a message that Slack has keeps its words.
   */
  readonly absorbFollowing: (entry: OutboxEntry, now: Date) => Promise<OutboxEntry>;
  readonly markSending: (entry: OutboxEntry, now: Date) => Promise<void>;
  /** Back to `queued` (Slack certainly did not take it) or to `unknown` (it may have). */
  readonly markFailed: (entry: OutboxEntry, state: 'queued' | 'unknown', error: string) => Promise<void>;
  readonly markFinished: (entry: OutboxEntry, finished: Finished, now: Date) => Promise<void>;
  readonly countByState: () => Promise<Readonly<Partial<Record<OutboxState, number>>>>;
};
