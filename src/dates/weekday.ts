import { addDays, type Day, daysBetween, type Weekday, weekdayOf } from '../core/day.ts';
import { CLEAR_WEEKDAY, WEEKDAY, weekdayNamed } from './names.ts';
import { type Calendar, ENDING, inOrder, type Span } from './span.ts';

const COMING = 'this coming|coming|this|kommenden|kommender|diesen|dieser|ce|este';
const NEXT = 'next|nachsten|nachster|nachste|proximo|el proximo';
const LAST = 'last|letzten|letzter|vergangenen';
const ALONE = new RegExp(
  String.raw`^(?:(?:(${COMING})|(${NEXT})|(${LAST})|le|el)\s+)?${CLEAR_WEEKDAY}\.?` +
    String.raw`(?:\s+(?:(prochain|que viene)|(dernier|pasado)))?` +
    String.raw`(,?\s+(?:of\s+)?next\s+week|,?\s+nachster?\s+woche|\s+in\s+a\s+week|\s+week(?!\s+\d|\w)|\s+fortnight(?!\w))?${ENDING}`,
);
/** `Friday the 4th`, `vendredi 4`, `Freitag, der 4.`: no month. */
const OF_MONTH = new RegExp(
  String.raw`^(?:(?:le|el)\s+)?${WEEKDAY}\.?,?\s+(?:the\s+(\d{1,2})(?:st|nd|rd|th)|(?:der|den|dem)\s+(\d{1,2})\.)${ENDING}`,
);
const ROMANCE = new RegExp(
  String.raw`^(?:(?:le|el)\s+)?(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\s+(\d{1,2})${ENDING}`,
);

/** Words of their own, too ("Sun simulation", "Sat nav"): alone they count only where the title cannot begin. */
const ALSO_WORDS = /^(?:sat|sun|wed)$/;
/** How far a day of the month with a weekday is looked for. */
const MONTHS_AHEAD_DAYS = 62;

/**
 * A weekday, by plain arithmetic on days: libraries differ on what "next" is, and so do people. Where they do, both days
 * are meant. `text` is folded.
 */
export function readWeekday(text: string, calendar: Calendar): Span | undefined {
  return readOfMonth(text, calendar) ?? readAlone(text, calendar);
}

function readAlone(text: string, { today, wanted }: Calendar): Span | undefined {
  const match = ALONE.exec(text);
  const [whole = '', coming, next, last, name = '', comingAfter, lastAfter, week] = match ?? [];
  const weekday = weekdayNamed(name);
  if (match === null || weekday === undefined) return undefined;
  if (ALSO_WORDS.test(whole) && /^\s+(?!-)\S/.test(text.slice(whole.length))) return undefined;
  const isPast = last !== undefined || lastAfter !== undefined || (wanted === 'past' && week === undefined);
  const isComing = coming !== undefined || comingAfter !== undefined;
  const ahead =
    isPast && !isComing && next === undefined
      ? [-((weekdayOf(today) - weekday + 7) % 7 || (last || lastAfter ? 7 : 0))]
      : daysMeant(weekday, weekdayOf(today), next !== undefined, week?.trim());
  const days = inOrder(ahead.map((count) => addDays(today, count)));
  return { days, length: whole.length, form: 'weekday' };
}

/** In days from today; one or two. */
function daysMeant(weekday: Weekday, todays: Weekday, isNext: boolean, week: string | undefined): readonly number[] {
  const coming = (weekday - todays + 7) % 7;
  // British: a week, or two, after the coming one.
  if (week === 'week' || week === 'in a week') return coming === 0 ? [7] : [coming + 7];
  if (week === 'fortnight') return [coming + 14];
  if (!isNext && week === undefined) return coming === 0 ? [0, 7] : [coming];
  // The next week begins on the next Monday to some, on the next Sunday to others.
  const mondays = 8 - todays + (weekday - 1);
  const sundays = 7 - (todays % 7) + (weekday % 7);
  return week === undefined ? [coming === 0 ? 7 : coming, mondays, sundays] : [mondays, sundays];
}

function readOfMonth(text: string, calendar: Calendar): Span | undefined {
  const match = OF_MONTH.exec(text) ?? ROMANCE.exec(text);
  const weekday = weekdayNamed(match?.[1] ?? '');
  if (match === null || weekday === undefined) return undefined;
  const day = weekdayOfMonth(weekday, Number(match[2] ?? match[3]), calendar);
  const span: Span = { days: inOrder([day]), length: match[0].length, form: 'date' };
  return day === undefined ? { ...span, problem: 'impossible' } : span;
}

/** The nearest day of that weekday with that number in its month; undefined where none is near. */
export function weekdayOfMonth(weekday: Weekday, number: number, { today, wanted }: Calendar): Day | undefined {
  const step = wanted === 'past' ? -1 : 1;
  for (let count = 0; count <= MONTHS_AHEAD_DAYS; count++) {
    const day = addDays(today, count * step);
    if (weekdayOf(day) === weekday && Number(day.slice(8)) === number) return day;
  }
  return undefined;
}

/** Monday of the week of a day. */
export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

export function isWithin(day: Day, from: Day, days: number): boolean {
  const distance = daysBetween(from, day);
  return distance >= 0 && distance < days;
}
