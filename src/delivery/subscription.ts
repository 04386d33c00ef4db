import type { AudienceKey, Receiver } from '../history/audienceKey.ts';
import type { Change } from '../history/change.ts';
import type { Project } from '../projects/project.ts';

/**
 * What one reader hears of one project. It reads the project's log from its cursor on; a worker that holds the lease
 * delivers what follows, one message at a time, and moves the cursor.
 */
export type Subscription = {
  /** The project's id, a colon and the key. */
  readonly id: string;
  readonly projectId: string;
  readonly teamId: string;
  readonly key: AudienceKey;
  readonly receiver: Receiver;
  /** The `seq` up to which everything was delivered. */
  readonly cursor: number;
  /** The `seq` of the newest entry for this reader. */
  readonly latest: number;
  /** Nobody may claim it before: an entry is not due, a lease or a pause has not ended. */
  readonly readyAt: Date;
  /** Attempts since the last success. */
  readonly attempts: number;
  /** When an attempt began whose outcome is not known: Slack may have its message. */
  readonly startedAt?: Date | undefined;
  /** Until then Slack may still take that attempt: the message is looked up, and not repeated. */
  readonly repeatFrom?: Date | undefined;
  /** The board's: how many messages it has had so far. */
  readonly posted: number;
  /** The board's: the `ts` of its message. A project that was read a moment ago may not know of it yet. */
  readonly boardTs?: string | undefined;
  /** The board's: when to draw it again though nothing changes. */
  readonly lookAt?: Date | undefined;
};

/** What stands in place of a string of Slack's. */
export const FAULT = 'A fault of Milepost';
export const UNREADABLE = 'The stored entry cannot be read';

/** A subscription that this process holds. It is as it was before the claim. */
export type Claim = { readonly subscription: Subscription; readonly token: string; readonly leaseUntil: Date };

/** Another process claimed the subscription: this one was silent for longer than its lease. */
export class LeaseLostError extends Error {}

/** A message that Slack took, or that it takes in no form. */
export type SentMessage = {
  /** Names the message in Slack's metadata, too: a second attempt finds it there. */
  readonly id: string;
  readonly projectId: string;
  readonly key: AudienceKey;
  /** It tells of the entries after `from`, up to `upTo`. */
  readonly from: number;
  readonly upTo: number;
  readonly at: Date;
  readonly channelId: string;
  /** Absent where Slack takes it in no form; `reason` is then Slack's own string. */
  readonly ts?: string | undefined;
  readonly reason?: string | undefined;
};

/** How a subscription is given back after a message, or where there was nothing to tell. */
export type Advance = {
  readonly cursor: number;
  /** The reader's next message may not come before. */
  readonly notBefore: Date;
  readonly lookAt?: Date | undefined;
};

/** How a subscription is given back without progress. */
export type Pause = {
  readonly until: Date;
  readonly attempts: number;
  readonly reason?: string | undefined;
  /** It is not late before: a reminder waits for the morning, say. */
  readonly isPlanned?: boolean;
  /** Absent: Slack certainly has no message of it. */
  readonly uncertain?: { readonly startedAt: Date; readonly repeatFrom: Date } | undefined;
};

export type ClaimRequest = { readonly now: Date; readonly token: string; readonly leaseUntil: Date };

export type Suspending = {
  readonly reason: string;
  /** Slack may have a message of an earlier attempt: it is still to be looked up. */
  readonly isUncertain: boolean;
  /** Admins to tell, the best first. */
  readonly admins: readonly string[];
};

/** What delivery needs of the database. Whoever does not hold the lease any more meets {@link LeaseLostError}. */
export type Subscriptions = {
  /** Those with something to deliver, the soonest first; none of those workspaces. */
  readonly soonest: (exceptTeams: readonly string[], limit: number) => Promise<readonly Subscription[]>;
  /** Undefined where it is not ready, or another process was quicker. A process that died held its attempt. */
  readonly claim: (id: string, request: ClaimRequest) => Promise<Claim | undefined>;
  /** Prolongs the lease. */
  readonly keep: (claim: Claim, leaseUntil: Date, now: Date) => Promise<void>;
  /** Moves the cursor and gives the lease back. Whether nothing is left to deliver. */
  readonly advance: (claim: Claim, advance: Advance, now: Date) => Promise<boolean>;
  readonly pause: (claim: Claim, pause: Pause, now: Date) => Promise<void>;
  /** The board was posted, or found: from now on that message is edited. */
  readonly recordBoard: (claim: Claim, ts: string) => Promise<void>;
  /** There is no board message any more: the next is a new one. */
  readonly forgetBoard: (claim: Claim) => Promise<void>;
  /** Nobody is to hear of it any more. */
  readonly end: (claim: Claim) => Promise<void>;
  /** Puts off those that are still ready as they were read. */
  readonly putOff: (
    later: readonly { readonly subscription: Subscription; readonly until: Date }[],
    now: Date,
  ) => Promise<void>;
  /**
   * Nothing reaches this reader until someone resumes it. The first subscription of a receiver in a project to say so
   * tells an admin; in one transaction.
   */
  readonly suspend: (claim: Claim, suspending: Suspending, now: Date) => Promise<void>;
  /**
   * Records a message that cannot be told in any form. An admin hears of it, at most once a day for each project; in one
   * transaction.
   */
  readonly recordFailure: (failed: SentMessage, claim: Claim, admins: readonly string[]) => Promise<void>;
  /** Passes a notice for an admin who cannot be reached on to the next; in one transaction. */
  readonly passOn: (claim: Claim, entry: Change, admins: readonly string[], now: Date) => Promise<void>;
  /** Frees what a clock that was set back since would hold for long. */
  readonly freeStale: (now: Date) => Promise<number>;
  /** Draws the boards again whose day is over, as many as `limit`, and the Homes that show them; returns how many boards. */
  readonly wakeBoards: (now: Date, limit: number) => Promise<number>;
  readonly counts: () => Promise<Readonly<Record<SubscriptionState, number>>>;
  /** Since when the one that waits longest should have been delivered; suspended ones do not count. */
  readonly oldestDueAt: (now: Date) => Promise<Date | undefined>;
};

/**
 * `queued`: something is to be delivered. `sending`: a process holds the lease. `unknown`: an attempt ended without an
 * answer. `parked`: suspended until an admin resumes it.
 */
export type SubscriptionState = 'queued' | 'sending' | 'unknown' | 'parked';

/** What waits for one reader, for the admin who asks. */
export type WaitingSubscription = Subscription & {
  /** Messages still to come. */
  readonly count: number;
  readonly oldestAt: Date;
  readonly isDue: boolean;
  readonly suspendedAt?: Date | undefined;
  /** What the last attempt met, in Slack's own string where it has one. */
  readonly reason?: string | undefined;
};

/** What a project's readers wait for, and what could not be told to them lately, the newest first. */
export type DeliveryStatus = {
  readonly waiting: readonly WaitingSubscription[];
  readonly failed: readonly SentMessage[];
};

/** A workspace that does not let the app in, and Slack's own string for it. */
export type StoppedWorkspace = { readonly teamId: string; readonly reason: string };

/** The status of one project, for the admin who asks. */
export type DeliveryReport = {
  readonly project: Project;
  readonly status: DeliveryStatus;
  /** Slack's own string, where the whole workspace does not let the app in. */
  readonly stoppedBecause?: string | undefined;
  readonly now: Date;
};
