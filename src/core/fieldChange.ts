import type { Day } from './day.ts';

/** One field of a milestone, before and after; a day is empty where there was none. */
export type FieldChange =
  | { readonly field: 'title' | 'description' | 'state'; readonly before: string; readonly after: string }
  | { readonly field: 'due' | 'completedOn'; readonly before: Day | ''; readonly after: Day | '' };
