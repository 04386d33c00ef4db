/** A save writes at most a project's worth of entries: a plan, or a paste of milestones. */
const ENTRIES_PER_VERSION = 1000;

/** The place of an entry in a project's log: the version of the project that it belongs to, then the place within it. */
export function seqOf(version: number, index: number): number {
  return version * ENTRIES_PER_VERSION + index;
}

/** The version of the project that an entry was saved with. */
export function versionOf(seq: number): number {
  return Math.floor(seq / ENTRIES_PER_VERSION);
}
