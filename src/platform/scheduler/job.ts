/** A job may run twice, late, or at once in two processes: what it does is decided by claims in the database. */
export type Job = {
  readonly name: string;
  readonly every: string;
  /** `touch` keeps a long job's lock; it throws where the lock has ended, and another process may be at it. */
  readonly run: (touch: () => Promise<void>) => Promise<void>;
};
