import type { Project } from '../projects/project.ts';
import type { Change } from './change.ts';

/** A place in the log from which a reader goes on: to what is older than the entry, or newer. */
export type HistoryFrom = { readonly side: 'older' | 'newer'; readonly seq: number };

/** A piece of the history of one milestone, or of the whole project. It may hold more than one page does. */
export type HistorySlice = {
  readonly project: Project;
  readonly number?: number;
  /** Newest first. */
  readonly changes: readonly Change[];
  /** Absent: from the newest entry on. */
  readonly from?: HistoryFrom;
  /** Whether there is more beyond it: older entries, or newer ones where `from` leads to those. */
  readonly hasMore: boolean;
};
