import { addDays, type Day, parseDay, weekdayOf } from '../core/day.ts';
import { workingDayFrom, workingDayUpTo } from '../core/workingDays.ts';
import { suchDay } from './calendarDay.ts';
import { MONTH, monthNamed } from './names.ts';
import { type Calendar, ENDING, inOrder, type Problem, type Span } from './span.ts';
import { mondayOf } from './weekday.ts';

const NUMBERS = [
  'a an one ein eine einem einer einen un une una',
  'two zwei deux dos',
  'three drei trois tres',
  'four vier quatre cuatro',
  'five funf cinq cinco',
  'six sechs seis',
  'seven sieben sept siete',
  'eight acht huit ocho',
  'nine neun neuf nueve',
  'ten zehn dix diez',
  'eleven elf onze once',
  'twelve zwolf douze doce',
];
const AMOUNT = String.raw`(\d{1,3}|${NUMBERS.join(' ').replaceAll(' ', '|')})`;

/** Behind the number of a day. */
const ORDINAL = String.raw`(?:st|nd|rd|th|er|\.)`;

type Unit = 'day' | 'week' | 'fortnight' | 'month' | 'year' | 'working';
const UNITS: Readonly<Record<Unit, string>> = {
  working:
    'working days?|business days?|work days?|workdays?|arbeitstage?n?|werktage?n?|jours? ouvres?|jours? ouvrables?|dias? habiles?|dias? laborables?',
  day: 'days?|tage?n?|jours?|dias?',
  week: "weeks?'?|wochen?|semaines?|semanas?",
  fortnight: 'fortnights?',
  month: 'months?|monate?n?|mois|mes|meses',
  year: 'years?|jahre?n?|ans?|annees?|anos?',
};
const UNIT_PATTERNS = (Object.keys(UNITS) as Unit[]).map((name) => [name, new RegExp(`^(?:${UNITS[name]})$`)] as const);
const UNIT = `(${Object.values(UNITS).join('|')})`;
const ALSO = String.raw`(?:(?:\s+and|\s+und|\s+et|\s+y|,)\s+${AMOUNT}\s+${UNIT})?`;

type Reader = (match: RegExpExecArray, calendar: Calendar) => readonly (Day | undefined)[] | Problem;
type Phrase = readonly [RegExp, Span['form'], Reader];

const today: Reader = (_, calendar) => [calendar.today];
const ahead =
  (days: number): Reader =>
  (_, calendar) => [addDays(calendar.today, days)];
const later: Reader = ([, amount, unit, more, moreUnit], calendar) => {
  const first = moved(calendar.today, amount, unit, 1, calendar);
  return [more === undefined ? first : first && moved(first, more, moreUnit, 1, calendar)];
};
const ago: Reader = ([, amount, unit], calendar) => [moved(calendar.today, amount, unit, -1, calendar)];
const says =
  (problem: Problem): Reader =>
  () =>
    problem;

/** What may stand at the beginning of folded words, the first that fits. */
const PHRASES: readonly Phrase[] = [
  phrase("today|heute|aujourd'?hui|hoy", today),
  phrase('the day after tomorrow|day after tomorrow|ubermorgen|apres-demain|pasado manana', ahead(2)),
  phrase('tomorrow|tmrw|tmr|morgen|demain|manana', ahead(1)),
  phrase('the day before yesterday|day before yesterday|vorgestern|avant-hier|anteayer|antier', ahead(-2)),
  phrase('yesterday|gestern|hier|ayer', ahead(-1)),
  amount(String.raw`(?:in|within|dans|sous|en|dentro de)\s+${AMOUNT}\s+${UNIT}(?:'?s?'?\s+time)?${ALSO}`, later),
  amount(String.raw`${AMOUNT}\s+${UNIT}\s+(?:from\s+(?:now|today)|ab heute)`, later),
  amount(String.raw`(?:vor|il y a|hace)\s+${AMOUNT}\s+${UNIT}`, ago),
  amount(String.raw`${AMOUNT}\s+${UNIT}\s+ago`, ago),
  // Ends.
  phrase('eow|(?:at )?(?:the )?end of (?:the |this )?week|ende (?:der|dieser) woche', (_, calendar) =>
    endOfWeek(0, calendar),
  ),
  phrase('(?:at )?(?:the )?end of next week|ende nachster woche', (_, calendar) => endOfWeek(1, calendar)),
  phrase(
    'eom|(?:at )?(?:the )?end of (?:the |this )?month|month end|(?:am )?monatsende|ende (?:des|dieses) monats|(?:a la )?fin du mois|(?:a )?(?:fin|finales) de(?: este)? mes',
    (_, calendar) => [endOfMonth(calendar.today, 0)],
  ),
  phrase(
    '(?:at )?(?:the )?end of next month|ende nachsten monats|fin du mois prochain|fin del proximo mes',
    (_, calendar) => [endOfMonth(calendar.today, 1)],
  ),
  phrase(
    "eoy|(?:at )?(?:the )?end of (?:the |this )?year|year end|(?:am )?jahresende|fin d'annee|fin de ano",
    (_, calendar) => [parseDay(`${calendar.today.slice(0, 4)}-12-31`)],
  ),
  phrase(
    String.raw`(?:at )?(?:(?:the )?end of|ende|fin|fin de|finales de)\s+${MONTH}(?:\s+(?:de )?(\d{4}))?`,
    (match, calendar) => inMonth(match, calendar, 'last'),
  ),
  phrase(String.raw`(?:mid|mid-|mitte|mi|mi-|mediados de)\s?${MONTH}(?:\s+(?:de )?(\d{4}))?`, (match, calendar) =>
    inMonth(match, calendar, '15'),
  ),
  // "The 12th", but no "3rd party".
  phrase(
    String.raw`(?:the\s+(\d{1,2})(?:st|nd|rd|th)(?!\s+(?:party|parties|quarter|edition|version|round|phase|wave|sprint|floor|person|generation|time|one|and|of))|(?:den|am|zum)\s+(\d{1,2})\.)`,
    ([, english, german], calendar) => [suchInMonth(english ?? german, calendar)],
  ),
  // Several days.
  phrase(
    String.raw`\d{1,2}${ORDINAL}?\s?(?:-|/|&|\+|to|and|or|bis|und|oder|au?|et|ou|al|y|o)\s?(?:(?:the|le|el)\s)?\d{1,2}${ORDINAL}?\s+(?:of\s+|de\s+)?${MONTH}\.?(?:\s+(?:de\s+)?\d{4})?`,
    says('range'),
  ),
  phrase(String.raw`\d{4}-\d{1,2}-\d{1,2}\s?/\s?\d{4}-\d{1,2}-\d{1,2}`, says('range')),
  phrase(
    String.raw`${MONTH}\.?\s+\d{1,2}${ORDINAL}?\s?(?:-|/|&|\+|to|and|or)\s?\d{1,2}${ORDINAL}?(?:,?\s+\d{4})?`,
    says('range'),
  ),
  // A time, and no one day.
  phrase(
    '(?:some ?time )?(?:in )?(?:this|next|the coming) (?:week|month|quarter|year)|(?:diese|nachste|kommende)[nrs]? (?:woche|monat|jahr)|(?:la )?semaine prochaine|(?:la )?proxima semana|(?:le )?mois prochain|(?:el )?proximo mes',
    says('vague'),
  ),
  phrase(
    String.raw`(?:early|late|beginning of|start of|anfang|debut|principios de|before|after|from|since|around|about|approximately|approx\.?|circa|ca\.?|by about|ab|nach|vor|avant|apres|antes de|despues de|hacia)\s+(?:(?:in|the|le|el|del|den|dem)\s+)?(?:${MONTH}|\d{1,2}[./-]\d{1,2}|\d{1,2}${ORDINAL}?\s+(?:of\s+|de\s+)?${MONTH}|\d{4}-\d{1,2}-\d{1,2}|christmas|easter|xmas|new year)\S*`,
    says('vague'),
  ),
  phrase(String.raw`~\s?\d{1,2}[./\s-]\S+`, says('vague')),
  phrase(String.raw`between\s+\d{1,2}\S*\s+(?:[a-z]+\s+)?and\s+\d{1,2}\S*`, says('range')),
  phrase(
    String.raw`in\s+(?:(?:about|around|approximately|roughly|maybe|under|over|some)\s+)?(?:(?:a\s+)?(?:few|couple(?:\s+of)?)|several|some|about\s+\S+|around\s+\S+|einigen|ein paar|quelques|unos|unas|algunos|algunas)\s+${UNIT}`,
    says('vague'),
  ),
  phrase(String.raw`(?:dans quelques|en unos|en unas|en algunos)\s+${UNIT}`, says('vague')),
  phrase(String.raw`in\s+${AMOUNT}\s?(?:-|to|or|bis)\s?${AMOUNT}\s+${UNIT}`, says('vague')),
  phrase(String.raw`(?:kw|cw|week|wk|semaine|semana|w)\s?\.?\d{1,2}(?:\s?/\s?\d{2,4}|\s+\d{4})?`, says('vague')),
  phrase(String.raw`(?:w/c|week of|week commencing|woche vom)\s+\d{1,2}\S*`, says('vague')),
  phrase(String.raw`[qh][1-4]\s?(?:/|-)?\s?(?:\d{4}|\d{2})`, says('vague')),
  phrase(String.raw`${MONTH}\.?\s+'?\d{4}`, says('vague')),
];

function phrase(source: string, read: Reader): Phrase {
  return [new RegExp(`^(?:${source})${ENDING}`), 'phrase', read];
}

function amount(source: string, read: Reader): Phrase {
  return [new RegExp(`^(?:${source})${ENDING}`), 'amount', read];
}

/** "tomorrow", "in two weeks", "fin du mois"; also what names a time and no one day. `text` is folded. */
export function readPhrase(text: string, calendar: Calendar): Span | undefined {
  for (const [pattern, form, read] of PHRASES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const outcome = read(match, calendar);
    const [{ length }] = match;
    if (typeof outcome === 'string') return { days: [], length, form, problem: outcome };
    const days = inOrder(outcome);
    return days.length > 0 ? { days, length, form } : { days, length, form, problem: 'impossible' };
  }
  return undefined;
}

function numberOf(word: string): number {
  const index = NUMBERS.findIndex((line) => line.split(' ').includes(word));
  return index === -1 ? Number(word) : index + 1;
}

function moved(from: Day, word = '', unitWord = '', direction: 1 | -1, calendar: Calendar): Day | undefined {
  const count = numberOf(word) * direction;
  const unit = UNIT_PATTERNS.find(([, pattern]) => pattern.test(unitWord))?.[0];
  switch (unit) {
    case 'day':
      return addDays(from, count);
    case 'week':
      return addDays(from, 7 * count);
    case 'fortnight':
      return addDays(from, 14 * count);
    case 'month':
      return monthsOn(from, count);
    case 'year':
      return monthsOn(from, 12 * count);
    case 'working':
      return workingDaysOn(from, count, calendar);
    case undefined:
      return undefined;
  }
}

/** A month after 31 January is the last of February. */
function monthsOn(from: Day, count: number): Day | undefined {
  const months = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + count;
  const first = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  return parseDay(`${first}-${from.slice(8)}`) ?? lastOf(first);
}

function lastOf(month: string): Day | undefined {
  for (let day = 31; day >= 28; day--) {
    const found = parseDay(`${month}-${day}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function workingDaysOn(from: Day, count: number, calendar: Calendar): Day {
  let day = from;
  const step = Math.sign(count);
  for (let left = Math.abs(count); left > 0; left--) {
    day = step > 0 ? workingDayFrom(calendar, addDays(day, 1)) : workingDayUpTo(calendar, addDays(day, -1));
  }
  return day;
}

function endOfMonth(day: Day, months: number): Day | undefined {
  return lastOf((monthsOn(`${day.slice(0, 8)}01` as Day, months) ?? day).slice(0, 7));
}

/** The last working day of a week; on the days off after it, nobody knows which week is meant. */
function endOfWeek(weeks: number, calendar: Calendar): readonly Day[] | Problem {
  const sunday = addDays(mondayOf(calendar.today), 6 + 7 * weeks);
  const last = workingDayUpTo(calendar, sunday);
  return last < calendar.today || (weeks === 1 && weekdayOf(calendar.today) === 7) ? 'vague' : [last];
}

function inMonth(
  [, name = '', year]: RegExpExecArray,
  calendar: Calendar,
  which: '15' | 'last',
): readonly (Day | undefined)[] {
  const month = String(monthNamed(name)).padStart(2, '0');
  const first = year === undefined ? suchDay(which === 'last' ? '28' : which, month, calendar) : `${year}-${month}-15`;
  if (first === undefined) return [];
  return [which === 'last' ? lastOf(first.slice(0, 7)) : parseDay(`${first.slice(0, 7)}-15`)];
}

/** The next day with that number, this month or in one of the next; or the last such. */
function suchInMonth(number: string | undefined, { today, wanted }: Calendar): Day | undefined {
  const step = wanted === 'coming' ? 1 : -1;
  for (let count = 0; count < 62; count++) {
    const day = addDays(today, count * step);
    if (Number(day.slice(8)) === Number(number)) return day;
  }
  return undefined;
}
