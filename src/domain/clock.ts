/** Where the time comes from: the wall clock in production, one that is moved by hand in tests and in the sandbox. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };
