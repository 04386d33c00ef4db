/** Where the time comes from: the wall clock in production, one that is moved by hand in tests and in the sandbox. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/** Clocks of two machines may be so far apart (docs/running.md asks for two seconds); what lies further ahead was set back. */
export const CLOCKS_APART_MS = 30_000;
