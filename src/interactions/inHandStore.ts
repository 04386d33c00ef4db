/** What someone waits for an answer to, kept where it outlives the process that works on it. */
export type InHand = {
  /** The same for a request that Slack delivers twice. */
  readonly idempotencyKey: string;
  readonly responseUrl: string;
};

/** Keeps work in hand outside the process that does it. */
export type InHandStore = {
  /** Keeps it, or keeps it longer: until then its process is at work on it. */
  readonly keep: (inHand: InHand, until: Date) => Promise<void>;
  readonly forget: (idempotencyKey: string) => Promise<void>;
  /** Gives a piece of work whose process has died, and gives it once. */
  readonly takeLeft: (now: Date) => Promise<InHand | undefined>;
};
