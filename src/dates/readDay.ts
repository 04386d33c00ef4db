import { type Day, type Weekday, weekdayOf } from '../core/day.ts';
import { isYear, readCalendarDay, readDated } from './calendarDay.ts';
import { CLEAR_WEEKDAY, folded, MONTH, weekdayNamed } from './names.ts';
import { readPhrase } from './phrase.ts';
import { type Calendar, ENDING, inOrder, type Problem, type Span } from './span.ts';
import { readWeekday, weekdayOfMonth } from './weekday.ts';

/** What the beginning of some words says about a day; `rest` is what follows it, a suffix of the words. */
export type DayReading =
  | { readonly kind: 'day'; readonly day: Day; readonly rest: string }
  /** People read this in two ways: ask. The earlier day comes first. */
  | { readonly kind: 'choice'; readonly days: readonly [Day, Day]; readonly typed: string; readonly rest: string }
  /** The words do not begin with a date. */
  | { readonly kind: 'none' }
  /** They speak of a date, and it gives no day. `days`: what may have been meant. */
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly days: readonly Day[];
      readonly typed: string;
      readonly rest: string;
    };

const NONE: DayReading = { kind: 'none' };
const BEFORE = /^(?:(?:due\s+)?(?:on|by|bis zum|bis|am|pour le|le|para el|el)\s+|due\s+)?/;
/** A date in quotation marks, and nothing else in them. */
const QUOTED = /^["'“‘„«]([^"'“”‘’„«»]+)["'”’“»](?=\s|$)/;
/** What people put between date and title: a mark directly behind the date, then a dash, an arrow or the edge of a cell. */
const BETWEEN = /^[,;:.)\]]?\s*(?:(?:->|=>|→|\||=|:(?=\s)|[-\u2010-\u2015\u2212])(?![-\u2010-\u2015\u2212])\s*)?/;
const CLOCK = new RegExp(
  String.raw`^\s+(?:(?:at|um|a las?|a)\s+)?(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:am|pm|uhr|h))?|\d{1,2}\s?(?:am|pm|uhr)|\d{1,2}h\d{0,2}|eod|cob|noon|midday|mittags?)${ENDING}`,
);
const IN_BRACKETS = /^,?\s*\(([a-z]{2,12})\.?\)/;
const JOINED =
  /^\s*(?:(-|(?:to|through|thru|until|till|til|bis|a|au|al|hasta)(?![a-z]))|((?:or|oder|ou|o)(?![a-z]))|((?:and|und|et|y)(?![a-z])|[&/+]))\s*/;
const ONLY_BLANKS = /^[,\s]\s*/;
/** A bare number behind a month and day: where the range ends. */
const TO_NUMBER = /^\s*(?:-|to|until|till|bis)\s*(\d{1,2})(?=$|\s)/;
const MORE_OF_AMOUNT =
  /^,?\s*(?:and|plus|minus|or|from|after|before|ago|later|earlier|within|und|oder|ab|nach|vor|et|ou|y|o|desde|despues|antes|\+)(?=\s|$)(?:\s+\S+)?/;
const NARROWED =
  /^,?\s*(?:(?:after|before|from|of|until|till|nach|vor|ab|apres|avant|despues|antes|week|weeks|der|des)(?=\s|$)|(?:in|in a|within)\s+(?:\d{1,3}|a|one|two|three|four)(?=\s|$))(?:\s+\S+)?/;
const NUMBER = /^,?\s+(\d{1,2})(?:st|nd|rd|th)?(?=$|\s)/;
/** A day and month in which the first number may be that of a list: `2. Dec 4 Board`. */
const NUMBER_IN_FRONT = /^\D*\d{1,2}\.\s+[a-z]+\.?$/;
const SHORT_YEAR = /^\.?,?\s+(\d{2})(?=$|\s)/;
const NAME_FOLLOWS = new RegExp(String.raw`^,?\s+(?:${MONTH}|${CLEAR_WEEKDAY})\.?(?=$|\s)`);
const WEEKDAY_FOLLOWS = new RegExp(String.raw`^,?\s+${CLEAR_WEEKDAY}\.?(?=$|\s)`);

/**
 * Reads a date at the beginning of what a person wrote. Never guesses: two readings are a choice, doubt is a problem, and
 * what stands between the date and the title is looked at. What agrees is taken in.
 */
export function readDayWords(given: string, calendar: Calendar): DayReading {
  const words = given.normalize('NFC');
  const quoted = QUOTED.exec(words);
  if (quoted) {
    const inside = readDayWords(quoted[1] ?? '', calendar);
    return inside.kind === 'none' || inside.rest !== '' ? NONE : { ...inside, rest: after(words, quoted[0].length) };
  }
  const text = folded(words);
  const start = BEFORE.exec(text)?.[0].length ?? 0;
  const span = spanAt(text, start, calendar) ?? spanAt(text, 0, calendar);
  if (span === undefined) return NONE;
  const typed = words.slice(0, span.length);
  const rest = after(words, span.length);
  const [day, other] = span.days;
  if (span.problem !== undefined || day === undefined) {
    return { kind: 'problem', problem: span.problem ?? 'impossible', days: span.days, typed, rest };
  }
  return other === undefined ? { kind: 'day', day, rest } : { kind: 'choice', days: [day, other], typed, rest };
}

/** The same where nothing may follow the date. */
export function readWholeDay(words: string, calendar: Calendar): DayReading {
  const reading = readDayWords(words.trim(), calendar);
  return reading.kind !== 'none' && reading.rest !== '' ? NONE : reading;
}

/** The date from some place in the text on, with all that belongs to it. */
function spanAt(text: string, start: number, calendar: Calendar): Span | undefined {
  const span = readSpan(text.slice(start), calendar);
  return span && withRest(text, { ...span, length: start + span.length }, calendar);
}

function readSpan(text: string, calendar: Calendar): Span | undefined {
  const dated = readDated(text, calendar);
  // `mar 8`: the eighth of March, or Tuesday the eighth.
  if (dated && dated.problem === undefined) return dated;
  return (
    dated ??
    marchOrTuesday(text, calendar) ??
    readCalendarDay(text, calendar) ??
    readPhrase(text, calendar) ??
    readWeekday(text, calendar)
  );
}

const MAR_NUMBER = /^mar\.?\s+(\d{1,2})(?=$|\s)/;
const TUESDAY: Weekday = 2;

function marchOrTuesday(text: string, calendar: Calendar): Span | undefined {
  const number = Number(MAR_NUMBER.exec(text)?.[1]);
  const tuesday = Number.isNaN(number) ? undefined : weekdayOfMonth(TUESDAY, number, calendar);
  const march = tuesday && readCalendarDay(text, calendar);
  return march && { ...march, days: inOrder([tuesday, ...march.days]) };
}

/** Looks at what follows the date: it agrees and is taken in, or it makes the date a problem, or the title begins. */
function withRest(text: string, span: Span, calendar: Calendar): Span {
  if (span.problem !== undefined) return span;
  const clocked = longer(span, CLOCK.exec(text.slice(span.length)));
  const following = text.slice(clocked.length);
  const bracketed = IN_BRACKETS.exec(following);
  const inBrackets = weekdayNamed(bracketed?.[1] ?? '');
  if (bracketed && inBrackets !== undefined) return narrowed(longer(clocked, bracketed), inBrackets);
  return (
    joined(text, clocked, calendar) ??
    numberInFront(text, clocked) ??
    yearFollows(following, clocked, calendar) ??
    changedBy(following, clocked, calendar) ??
    clocked
  );
}

function longer(span: Span, match: RegExpExecArray | null): Span {
  return match === null ? span : { ...span, length: span.length + match[0].length };
}

function narrowed(span: Span, weekday: Weekday): Span {
  const days = span.days.filter((day) => weekdayOf(day) === weekday);
  return days.length > 0 ? { ...span, days } : { ...span, problem: 'weekday' };
}

/** Another date behind the first: the same day once more, one of two, or a range. */
function joined(text: string, span: Span, calendar: Calendar): Span | undefined {
  const following = text.slice(span.length);
  const [joint, , isOr] = JOINED.exec(following) ?? [];
  for (const between of joint === undefined ? [] : [joint]) {
    const other = readSpan(following.slice(between.length), calendar);
    const isDate = other && (other.problem === undefined || other.problem === 'impossible');
    // A title may begin behind a dash, and with a weekday.
    const isTitle = /-/.test(between) && other?.form !== 'date' && other?.form !== span.form;
    if (!isDate || isTitle) continue;
    const length = span.length + between.length + other.length;
    if (isOr === undefined) return { ...span, length, problem: 'range' };
    const days = inOrder([...span.days, ...other.days]);
    return days.length === 2 ? { ...span, days, length } : { ...span, length, problem: 'unclear' };
  }
  const number = TO_NUMBER.exec(following);
  if (span.form === 'date' && number && isLaterInMonth(span.days[0], number[1])) {
    return { ...longer(span, number), problem: 'range' };
  }
  const blanks = ONLY_BLANKS.exec(following);
  const other = blanks && readCalendarDay(following.slice(blanks[0].length), calendar);
  if (!blanks || !other) return undefined;
  const length = span.length + blanks[0].length + other.length;
  const same = span.days.filter((day) => other.days.includes(day));
  return same.length > 0 ? { ...span, days: same, length } : { ...span, length, problem: 'unclear' };
}

function numberInFront(text: string, span: Span): Span | undefined {
  const number = NUMBER.exec(text.slice(span.length));
  const isDoubtful = number !== null && NUMBER_IN_FRONT.test(text.slice(0, span.length));
  return isDoubtful ? { ...longer(span, number), problem: 'unclear' } : undefined;
}

function isLaterInMonth(day: Day | undefined, number = ''): boolean {
  return day !== undefined && Number(number) > Number(day.slice(8)) && Number(number) <= 31;
}

/** `4 Dec 26`: a year, or the first word of a title. */
function yearFollows(following: string, span: Span, calendar: Calendar): Span | undefined {
  const match = span.form === 'date' ? SHORT_YEAR.exec(following) : null;
  const [, figures = ''] = match ?? [];
  if (match === null || !isYear(figures, calendar)) return undefined;
  const isSoon = Number(`20${figures}`) >= Number(calendar.today.slice(0, 4));
  const isSaid = span.days.some((day) => day.slice(2, 4) === figures);
  return isSoon || isSaid ? { ...longer(span, match), problem: 'short-year' } : undefined;
}

/** What narrows the date down, adds to it, or names another one, though it is no whole date. */
function changedBy(following: string, span: Span, calendar: Calendar): Span | undefined {
  const day = WEEKDAY_FOLLOWS.exec(following);
  const weekday = weekdayNamed(day?.[1] ?? '');
  if (span.form !== 'weekday' && day && weekday !== undefined) return narrowed(longer(span, day), weekday);
  const patterns = [
    NAME_FOLLOWS,
    ...(span.form === 'amount' ? [MORE_OF_AMOUNT] : []),
    ...(span.form === 'weekday' ? [NARROWED] : []),
  ];
  for (const pattern of patterns) {
    const match = pattern.exec(following);
    if (match) return { ...longer(span, match), problem: 'unclear' };
  }
  const number = span.form === 'weekday' ? NUMBER.exec(following) : null;
  const [first] = span.days;
  const isOfMonth =
    first !== undefined && weekdayOfMonth(weekdayOf(first), Number(number?.[1] ?? 0), calendar) !== undefined;
  return number && isOfMonth ? { ...longer(span, number), problem: 'unclear' } : undefined;
}

function after(words: string, end: number): string {
  return words.slice(end).replace(BETWEEN, '');
}
