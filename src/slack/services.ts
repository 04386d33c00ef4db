import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.ts';
import type { HomeBook, HomeReader } from '../domain/home.ts';
import type { Store } from '../domain/ports.ts';
import type { Directory } from './directory.ts';

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
  /** Something was saved that someone is to be told of: delivery may begin. */
  readonly wakeDelivery: () => void;
  readonly homeBook: HomeBook;
  /** Shows someone the present state in their App Home, soon. */
  readonly refreshHome: (reader: HomeReader) => void;
  /** Whether a fault means that the database is away, so that trying again later will help. */
  readonly isDatabaseAway: (error: unknown) => boolean;
  readonly adminUserIds: ReadonlySet<string>;
  /** Resolves after so many milliseconds of real time. */
  readonly wait: (ms: number) => Promise<void>;
  /** Whether the database answers at this moment. */
  readonly isDatabaseSilent: () => Promise<boolean>;
  readonly meters: Meters;
  /** Keeps the process alive for work that goes on after Slack has its answer. */
  readonly track: <T>(work: Promise<T>) => Promise<T>;
};
