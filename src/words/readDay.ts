import { type Day, weekdayOf } from '../domain/day.ts';
import { readCalendarDay } from './calendarDay.ts';
import { readSpokenDay } from './spokenDay.ts';
import { readWeekday, WEEKDAY_BEFORE_DATE, weekdayNamed } from './weekday.ts';

/** What the beginning of some words says about a day; `rest` is what follows it, a suffix of the words. */
export type DayReading =
  | { readonly kind: 'day'; readonly day: Day; readonly rest: string }
  /** People read this in two ways: ask. The earlier day comes first. */
  | { readonly kind: 'choice'; readonly days: readonly [Day, Day]; readonly typed: string; readonly rest: string }
  | { readonly kind: 'none' }
  /** A date for certain, of a day that the calendar does not have. */
  | { readonly kind: 'impossible'; readonly typed: string; readonly rest: string };

/** Days that a piece of text can mean, earliest first (none: no such day), and how much of the text it takes. */
export type Span = { readonly days: readonly Day[]; readonly length: number };

const NONE: DayReading = { kind: 'none' };
/** Hyphens and dashes that keyboards and Slack clients put in place of `-`; each is one character, as `-` is. */
const DASHES = /[\u2010-\u2015\u2212]/g;
const BEFORE = /^(?:(?:on|by)\s+)?/i;
/** A date in quotation marks, and nothing else in them. */
const QUOTED = /^["'“‘„«]([^"'“”‘’„«»]+)["'”’“»](?=\s|$)/;
/** What people put between date and title. Two hyphens or a long dash stay: they separate title and description. */
const BETWEEN = /^\s*[,;:.]?\s*(?:-\s+)?/;
const RANGE = /^\s*(?:-|to\b|until\b|till\b)\s*/i;

/**
 * Reads a date at the beginning of what a person wrote, as of `today`. Without a year it is the next such day, today
 * included; with one it can lie in the past. Never guesses: two readings are a choice, and doubt is `none`.
 */
export function readDayWords(words: string, today: Day): DayReading {
  const quoted = QUOTED.exec(words);
  if (quoted) {
    const inside = readDayWords(quoted[1] ?? '', today);
    return inside.kind === 'none' || inside.rest !== '' ? NONE : { ...inside, rest: after(words, quoted[0].length) };
  }
  const text = words.replace(DASHES, '-');
  const start = BEFORE.exec(text)?.[0].length ?? 0;
  const span = readSpan(text.slice(start), today);
  if (span === undefined || isRange(text.slice(start + span.length), today)) return NONE;
  const end = start + span.length;
  const typed = words.slice(0, end);
  const rest = after(words, end);
  const [day, other] = span.days;
  if (day === undefined) return { kind: 'impossible', typed, rest };
  return other === undefined ? { kind: 'day', day, rest } : { kind: 'choice', days: [day, other], typed, rest };
}

/** The same where nothing may follow the date. */
export function readWholeDay(words: string, today: Day): DayReading {
  const reading = readDayWords(words.trim(), today);
  return reading.kind !== 'none' && reading.rest !== '' ? NONE : reading;
}

function readSpan(text: string, today: Day): Span | undefined {
  return (
    readDated(text, today) ?? readCalendarDay(text, today) ?? readSpokenDay(text, today) ?? readWeekday(text, today)
  );
}

/** `Fri 4 Dec 2026`, as Milepost itself writes it: the weekday must be true, and it can settle which day is meant. */
function readDated(text: string, today: Day): Span | undefined {
  const [before = '', name = ''] = WEEKDAY_BEFORE_DATE.exec(text) ?? [];
  const weekday = weekdayNamed(name);
  const date = weekday && readCalendarDay(text.slice(before.length), today);
  if (!date) return undefined;
  return { days: date.days.filter((day) => weekdayOf(day) === weekday), length: before.length + date.length };
}

/** From one day to another is no date by which something is done. */
function isRange(following: string, today: Day): boolean {
  const to = RANGE.exec(following);
  return to !== null && readSpan(following.slice(to[0].length), today) !== undefined;
}

function after(words: string, end: number): string {
  return words.slice(end).replace(BETWEEN, '');
}
