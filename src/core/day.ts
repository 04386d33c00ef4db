import { Temporal } from 'temporal-polyfill';

declare const isDay: unique symbol;
/** A calendar date, `YYYY-MM-DD`, that exists. It has no time and no zone; only {@link parseDay} and friends make one. */
export type Day = string & { readonly [isDay]: true };

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The day written as `YYYY-MM-DD`; undefined for any other form and for days that do not exist (`2026-02-30`). */
export function parseDay(text: string): Day | undefined {
  if (!ISO_DAY.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day;
  } catch {
    return undefined;
  }
}

/** Which day it is at an instant in an IANA time zone. */
export function dayAt(instant: Date, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString() as Day;
}

/** The first instant of a day in a zone; where a change of clocks skips midnight, the first instant after it. */
export function startOfDay(day: Day, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone }).epochMilliseconds);
}

/**
 * The instant at which clocks of a zone show `HH:MM` on a day. Where a change of clocks skips that time, as much later as
 * they are moved; where it comes twice, the first (Temporal's disambiguation `compatible`).
 */
export function instantAt(day: Day, time: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);
}

/** What clocks of a zone show at an instant, `HH:MM`. */
export function timeAt(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}

/**
 * Days since 1970: a date alone is read as UTC, where each day has 24 hours. Temporal takes five times as long.
 * Throws a RangeError for what is no date, so that a damaged document is noticed and nothing is told from it.
 */
function countOf(day: Day): number {
  const count = Date.parse(day) / DAY_MS;
  if (Number.isNaN(count)) throw new RangeError(`No date: ${day}`);
  return count;
}

export function addDays(day: Day, days: number): Day {
  const instant = new Date((countOf(day) + days) * DAY_MS).toISOString();
  return instant.slice(0, instant.indexOf('T')) as Day;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return countOf(to) - countOf(from);
}

export function weekdayOf(day: Day): Weekday {
  return (new Date(countOf(day) * DAY_MS).getUTCDay() || 7) as Weekday;
}
