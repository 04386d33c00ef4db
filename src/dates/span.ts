import type { Day, Weekday } from '../core/day.ts';

/** What a reading goes by. */
export type Calendar = {
  readonly today: Day;
  /** A day to come, as of a plan; or a day that was, as of what is done. */
  readonly wanted: 'coming' | 'past';
  readonly workingDays: readonly Weekday[];
  /** No day before it is meant. */
  readonly earliest?: Day;
};

/**
 * Why a piece of text that speaks of a date gives no day.
 * `impossible`: no such day. `weekday`: the day has another weekday. `range`: from one day to another, or several.
 * `vague`: a time, but no one day. `unclear`: what follows changes the date, or belongs to the title. `short-year`: two
 * figures behind the date, a year or the title.
 */
export type Problem = 'impossible' | 'weekday' | 'range' | 'vague' | 'unclear' | 'short-year';

/** A piece at the beginning of a text that speaks of a date. */
export type Span = {
  /** Days that it can mean, earliest first. */
  readonly days: readonly Day[];
  /** How much of the text it takes. */
  readonly length: number;
  readonly form: 'date' | 'weekday' | 'amount' | 'phrase';
  readonly problem?: Problem;
};

/**
 * Where a date ends: at the end, before a blank, before a mark that a blank or the end follows, or before a mark between
 * the cells of a table. So `4 December-ish`, `Monday.com` and `today's` hold no date.
 */
export const ENDING = String.raw`(?=$|\s|[,;](?!\d)|[:.)\]](?:\s|$)|[|=→]|->)`;

export function inOrder(days: readonly (Day | undefined)[]): readonly Day[] {
  return [...new Set(days.filter((day) => day !== undefined))].sort();
}
