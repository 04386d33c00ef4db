import type { Logger } from 'pino';
import type { BoardStore } from '../board/board.ts';
import type { Clock } from '../core/clock.ts';
import { partsOf, type Stream } from '../history/audienceKey.ts';
import type { Change, LogEntry, UnreadableEntry } from '../history/change.ts';
import type { Store } from '../history/store.ts';
import type { Homes } from '../home/publishHomes.ts';
import type { Project } from '../projects/project.ts';
import type { Messages } from './messages.ts';
import type { MessageKind } from './planned.ts';
import type { Advance, Claim, SentMessage, Subscription, Subscriptions } from './subscription.ts';

export type DeliveryDeps = {
  readonly subscriptions: Subscriptions;
  readonly store: BoardStore &
    Pick<
      Store,
      'projectById' | 'milestonesOf' | 'milestonesNumbered' | 'milestonesOfProjects' | 'request' | 'stopWorkspace'
    > & {
      /** The entries of a project's log after a place, for one reader. */
      readonly entriesAfter: (
        projectId: string,
        key: Subscription['key'],
        cursor: number,
      ) => Promise<readonly (Change | UnreadableEntry)[]>;
      readonly recordSent: (message: SentMessage) => Promise<void>;
    };
  readonly messages: Messages;
  readonly homes: Pick<Homes, 'publish'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whom to tell when a channel or a person cannot be reached, beside the admin who set the project up. */
  readonly adminUserIds: Iterable<string>;
  /** How long Slack may still take a call that it did not answer, in milliseconds. */
  readonly lateMs: number;
  /** Milliseconds between two posts to one channel: about one a second (docs.slack.dev/apis/web-api/rate-limits). */
  readonly paceMs: number;
  /** A number from 0 to 1. */
  readonly random: () => number;
  /** Asks Slack whether the workspace lets the app in at all. */
  readonly isLetIn: () => Promise<'yes' | 'no' | 'not known'>;
  /** Hears what became of messages. */
  readonly watch: Watch;
};

export type Watch = {
  readonly finished: (about: MessageKind, state: 'sent' | 'dropped' | 'parked', isToPerson: boolean) => void;
  /** A call to Slack failed; `trouble` is its class. */
  readonly failed: (trouble: string) => void;
};

/**
 * How a subscription was given back. `waits`: it is ready again at an instant. `left`: another process, or an admin, goes
 * on. `stopped`: the whole workspace rests.
 */
export type Delivered =
  | { readonly kind: 'idle' | 'left' | 'stopped' }
  | { readonly kind: 'waits'; readonly until: Date };

/** What was just saved. Whoever delivers it in the same process does not read it again. */
export type Handed = { readonly project: Project; readonly entries: readonly LogEntry[] };

/** One try to post, from the moment from which Slack may have the message. */
export type Attempt = { began?: Date; message?: Omit<SentMessage, 'at' | 'ts' | 'reason'>; about: MessageKind };

const STREAM_ABOUT: Readonly<Record<Stream, MessageKind>> = {
  updates: 'update',
  board: 'board',
  thread: 'request',
  notices: 'request',
  reminders: 'reminder',
  home: 'home',
};

export function newAttempt(key: Subscription['key']): Attempt {
  return { about: STREAM_ABOUT[partsOf(key).stream] };
}

/** Gives a subscription back with its cursor moved. */
export async function advance(deps: DeliveryDeps, claim: Claim, step: Advance): Promise<Delivered> {
  const isIdle = await deps.subscriptions.advance(claim, step, deps.clock.now());
  return isIdle ? { kind: 'idle' } : { kind: 'waits', until: step.notBefore };
}

export function later(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
