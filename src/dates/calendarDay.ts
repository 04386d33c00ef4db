import { addDays, type Day, parseDay, type Weekday, weekdayOf } from '../core/day.ts';
import { MONTH, monthNamed, WEEKDAY, weekdayNamed } from './names.ts';
import { type Calendar, ENDING, inOrder, type Span } from './span.ts';

const ORDINAL = '(?:st|nd|rd|th|er|e|º|°)';
const CLOCK = String.raw`(?:t\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:z|[+-]\d{2}:?\d{2})?)?`;
/** Four figures behind a blank, two or four behind the mark of the date itself, two behind an apostrophe. */
const YEAR = String.raw`(?:,?\s+(?:of\s+|del?\s+)?(\d{4})(?!\d)|[-./](\d{4}|\d{2})(?!\d)|,?\s+'(\d{2})(?!\d))?`;

const YEAR_FIRST = at(String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${CLOCK}`);
const COMPACT = at(String.raw`(20\d{2})(\d{2})(\d{2})`);
const SLASHES = at(String.raw`(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?`);
const HYPHENS = at(String.raw`(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})`);
const DOTS = at(String.raw`(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4})|(\d{2}))?`);
const DAY_MONTH = at(
  String.raw`(?:(?:the|le|el|den|am)\s+)?(\d{1,2})${ORDINAL}?(?:\.?\s+(?:of\s+|de\s+)?|[-./]\s?)?${MONTH}\.?${YEAR}`,
);
const MONTH_DAY = at(String.raw`${MONTH}\.?[\s-]?(\d{1,2})(?:st|nd|rd|th)?${YEAR}`);
const WEEKDAY_BEFORE = new RegExp(String.raw`^(?:(?:le|el)\s+)?${WEEKDAY}\.?,?\s+(?:(?:the|der|den|dem|le|el)\s+)?`);

/** Around the clock, not a day in July. */
const AROUND_THE_CLOCK = '24/7';
const JUST_PASSED_DAYS = 60;
const YEARS_AHEAD = 10;
/** 29 February comes again within eight years. */
const LEAP_YEARS = 8;

function at(source: string): RegExp {
  return new RegExp(`^${source}${ENDING}`);
}

/** A date with its day and month, in figures or with the name of the month; `text` is folded. */
export function readCalendarDay(text: string, calendar: Calendar): Span | undefined {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return spanOf(iso, [exact(iso[1], iso[3], iso[4])]);
  const compact = COMPACT.exec(text);
  if (compact) return spanOf(compact, [exact(compact[1], compact[2], compact[3])]);
  const either = SLASHES.exec(text) ?? HYPHENS.exec(text);
  if (either) return eitherWay(either, calendar);
  const dots = DOTS.exec(text);
  // Where dots are used the day comes first.
  if (dots) return found(dots, dots[1], dots[2], dots[3] ?? dots[4], calendar);
  const dayFirst = DAY_MONTH.exec(text);
  if (dayFirst) {
    const [, day, name = '', ...years] = dayFirst;
    return found(dayFirst, day, String(monthNamed(name)), yearIn(years), calendar);
  }
  const monthFirst = MONTH_DAY.exec(text);
  if (monthFirst === null) return undefined;
  const [, name = '', day, ...years] = monthFirst;
  return found(monthFirst, day, String(monthNamed(name)), yearIn(years), calendar);
}

/** `Fri 4 Dec 2026`, as Milepost itself writes it: the weekday must be true, and it can settle which day is meant. */
export function readDated(text: string, calendar: Calendar): Span | undefined {
  const [before, name = ''] = WEEKDAY_BEFORE.exec(text) ?? [];
  const weekday = weekdayNamed(name);
  if (before === undefined || weekday === undefined) return undefined;
  const date = readCalendarDay(text.slice(before.length), calendar);
  if (date === undefined) return undefined;
  const length = before.length + date.length;
  const days = date.days.filter((day) => weekdayOf(day) === weekday);
  if (days.length > 0 || date.days.length === 0) return { ...date, days, length };
  const [day] = date.days;
  return { days: inOrder([day, day && nearest(day, weekday)]), length, form: 'date', problem: 'weekday' };
}

/** The day of that weekday that lies nearest. */
function nearest(day: Day, weekday: Weekday): Day {
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  return addDays(day, ahead > 3 ? ahead - 7 : ahead);
}

type Part = string | undefined;

function yearIn(parts: readonly Part[]): Part {
  return parts.find((part) => part !== undefined);
}

/** `04/12` is the fourth of December to some and the twelfth of April to others. */
function eitherWay(match: RegExpExecArray, calendar: Calendar): Span | undefined {
  const [typed, first, second, year] = match;
  if (typed === AROUND_THE_CLOCK || !isYear(year, calendar)) return undefined;
  const days = inOrder([dayOf(first, second, year, calendar), dayOf(second, first, year, calendar)]);
  const meant = days.filter((day) => isWanted(day, calendar));
  // With neither as it should be the later one is as wrong as the other.
  return spanOf(match, meant.length > 0 ? meant : days.slice(-1));
}

function isWanted(day: Day, { today, wanted, earliest }: Calendar): boolean {
  return wanted === 'coming' ? day >= today : day <= today && (earliest === undefined || day >= earliest);
}

function found(match: RegExpExecArray, day: Part, month: Part, year: Part, calendar: Calendar): Span | undefined {
  return isYear(year, calendar) ? spanOf(match, [dayOf(day, month, year, calendar)]) : undefined;
}

/** Two figures are a year only near this one: `1.2.10` is a version. */
export function isYear(year: Part, { today }: Calendar): boolean {
  if (year?.length !== 2) return true;
  const distance = Number(century(year)) - Number(today.slice(0, 4));
  return distance >= -1 && distance <= YEARS_AHEAD;
}

function century(year: string): string {
  return year.length === 2 ? `20${year}` : year;
}

function spanOf(match: RegExpExecArray, days: readonly (Day | undefined)[]): Span {
  const real = inOrder(days);
  const span: Span = { days: real, length: match[0].length, form: 'date' };
  return real.length === 0 ? { ...span, problem: 'impossible' } : span;
}

function dayOf(day: Part, month: Part, year: Part, calendar: Calendar): Day | undefined {
  return year === undefined ? suchDay(day, month, calendar) : exact(century(year), month, day);
}

/**
 * A date without a year. A day to come is the next such; one that has just passed is meant as it is more often than as
 * next year's, and is refused as past, so that no one promises something a year late. A day that was is the last such;
 * one that comes soon is meant as it is.
 */
export function suchDay(day: Part, month: Part, { today, wanted }: Calendar): Day | undefined {
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: LEAP_YEARS + 2 }, (_, index) => index - 1);
  if (wanted === 'coming') {
    const first = addDays(today, -JUST_PASSED_DAYS);
    return years.map((ahead) => exact(String(thisYear + ahead), month, day)).find((each) => each && each >= first);
  }
  const last = addDays(today, JUST_PASSED_DAYS);
  return years.map((back) => exact(String(thisYear - back), month, day)).find((each) => each && each <= last);
}

function exact(year: Part, month: Part, day: Part): Day | undefined {
  return parseDay(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`);
}
