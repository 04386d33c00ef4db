import type { Logger } from 'pino';
import type { Clock } from '../core/clock.ts';
import type { Store } from '../history/store.ts';
import type { HomeBook, HomeReader } from '../home/home.ts';
import type { Directory } from '../platform/slack/directory.ts';
import type { InHand } from './waiting.ts';

/** Hears what is worth counting. */
export type Meters = {
  /** Slack has its answer, after so many seconds. */
  readonly acked: (kind: string, seconds: number) => void;
  /** A fault of ours broke an interaction. */
  readonly faulted: (where: string) => void;
};

/** What listeners work with. Everything that differs between production, sandbox and tests comes in through here. */
export type Services = {
  readonly store: Store;
  readonly clock: Clock;
  readonly pause: (attempt: number) => Promise<void>;
  readonly directory: Directory;
  readonly log: Logger;
  /** The workspace the app is installed in. */
  readonly teamId: () => Promise<string>;
  /** The app's own user in it. */
  readonly botUserId: () => Promise<string>;
  /** Asks Slack whether the workspace lets the app in. */
  readonly isLetIn: () => Promise<'yes' | 'no' | 'not known'>;
  /** Something may be delivered that nobody saved just now: an admin resumes it. */
  readonly wakeDelivery: () => void;
  readonly homeBook: HomeBook;
  /** For whom this process works at the moment, where it outlives the process. */
  readonly inHand: InHand;
  /** Shows someone the present state in their App Home, soon. */
  readonly refreshHome: (reader: HomeReader) => void;
  /** Whether a fault means that the database is away, so that trying again later will help. */
  readonly isDatabaseAway: (error: unknown) => boolean;
  readonly adminUserIds: ReadonlySet<string>;
  /** Whether the owners and admins of the workspace administer projects, too. */
  readonly admins: 'workspace' | 'listed';
  /** Resolves after so many milliseconds of real time, or when it is ended. */
  readonly wait: (ms: number, ended?: AbortSignal) => Promise<void>;
  /** The same for a long time; false where the process stops before. */
  readonly waitLong: (ms: number) => Promise<boolean>;
  /** Whether the database answers at this moment. */
  readonly isDatabaseSilent: () => Promise<boolean>;
  readonly meters: Meters;
  /** As many deliveries of Slack's one process works on; what comes beyond is told to try again. */
  readonly inHandMax: number;
  /** Keeps the process alive for work that goes on after Slack has its answer. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
};
