import { addDays, type Day, parseDay } from '../domain/day.ts';
import { ENDING } from './ending.ts';
import type { Span } from './readDay.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:\.?,?\s+(\d{4}))?`;

const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${ENDING}`);
const SLASHES = new RegExp(String.raw`^(\d{1,2})/(\d{1,2})(?:/(\d{4}))?${ENDING}`);
const HYPHENS = new RegExp(String.raw`^(\d{1,2})-(\d{1,2})-(\d{4})${ENDING}`);
const DOTS = new RegExp(String.raw`^(\d{1,2})\.(\d{1,2})\.(\d{4})?${ENDING}`);
const DAY_MONTH = new RegExp(String.raw`^${DAY}\.?(?:\s+of)?\s+${MONTH}${YEAR}${ENDING}`, 'i');
const MONTH_DAY = new RegExp(String.raw`^${MONTH}\.?\s+${DAY}${YEAR}${ENDING}`, 'i');
/** `4 Dec 26`: a year, or the first word of a title. */
const SHORT_YEAR = new RegExp(String.raw`^\.?,?\s+['’]?(\d{2})${ENDING}`);
const JUST_PASSED_DAYS = 60;
/** Around the clock, not a day in July. */
const AROUND_THE_CLOCK = '24/7';

/** A date in figures, or with the name of its month. Years have four figures. */
export function readCalendarDay(text: string, today: Day): Span | undefined {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return spanOf(iso, [exact(iso[1], iso[3], iso[4])]);
  const either = SLASHES.exec(text) ?? HYPHENS.exec(text);
  if (either) return eitherWay(either, today);
  const dots = DOTS.exec(text);
  // Where dots are used the day comes first.
  if (dots) return spanOf(dots, [dayOf(dots[1], dots[2], dots[3], today)]);
  const dayFirst = DAY_MONTH.exec(text);
  if (dayFirst) return named(text, dayFirst, [dayFirst[1], dayFirst[2], dayFirst[3]], today);
  const monthFirst = MONTH_DAY.exec(text);
  return monthFirst ? named(text, monthFirst, [monthFirst[2], monthFirst[1], monthFirst[3]], today) : undefined;
}

type Part = string | undefined;

/** `04/12` is the fourth of December to some and the twelfth of April to others. */
function eitherWay(match: RegExpExecArray, today: Day): Span | undefined {
  const [typed, first, second, year] = match;
  if (typed === AROUND_THE_CLOCK) return undefined;
  const all = spanOf(match, [dayOf(first, second, year, today), dayOf(second, first, year, today)]);
  const toCome = all.days.filter((day) => day >= today);
  // With both in the past the later one is as wrong as the other; it is refused as past.
  return { ...all, days: toCome.length > 0 ? toCome : all.days.slice(-1) };
}

function named(text: string, match: RegExpExecArray, [day, name = '', year]: readonly Part[], today: Day) {
  const shortYear = year === undefined ? SHORT_YEAR.exec(text.slice(match[0].length))?.[1] : undefined;
  if (shortYear !== undefined && mayBeYear(shortYear, today)) return undefined;
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return spanOf(match, [dayOf(day, String(month), year, today)]);
}

function mayBeYear(figures: string, today: Day): boolean {
  const year = `${today.slice(0, 2)}${figures}`;
  return year >= today.slice(0, 4) && year <= addDays(today, 3653).slice(0, 4);
}

function spanOf(match: RegExpExecArray, days: readonly (Day | undefined)[]): Span {
  const real = days.filter((day) => day !== undefined);
  return { days: [...new Set(real)].sort(), length: match[0].length };
}

function dayOf(day: Part, month: Part, year: Part, today: Day): Day | undefined {
  return year === undefined ? nextSuch(day, month, today) : exact(year, month, day);
}

/**
 * The next day with this date from today on: for 29 February up to eight years on. One that has just passed is meant as
 * it is more often than as next year's: it is read as past, so that no one promises something a year late.
 */
function nextSuch(day: Part, month: Part, today: Day): Day | undefined {
  const thisYear = Number(today.slice(0, 4));
  for (let year = thisYear; year <= thisYear + 8; year++) {
    const found = exact(String(year), month, day);
    if (found !== undefined && found >= addDays(today, -JUST_PASSED_DAYS)) return found;
  }
  return undefined;
}

function exact(year: Part, month: Part, day: Part): Day | undefined {
  return parseDay(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`);
}
