import { addDays, type Day, type Weekday, weekdayOf } from '../domain/day.ts';
import { ENDING } from './ending.ts';
import type { Span } from './readDay.ts';

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const NAME =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
const WEEKDAY = new RegExp(String.raw`^(?:(next|(?:this\s+)?coming|this)\s+)?${NAME}\b(\s+next\s+week)?${ENDING}`, 'i');

/** A weekday in front of a date. */
export const WEEKDAY_BEFORE_DATE = new RegExp(String.raw`^${NAME}\b\.?,?\s+`, 'i');

/** Words of their own, too ("Sun simulation", "Sat nav"): alone they count only where the title cannot begin. */
const ALSO_WORDS = /^(?:sat|sun|wed)$/i;

export function weekdayNamed(name: string): Weekday | undefined {
  const index = NAMES.indexOf(name.slice(0, 3).toLowerCase());
  return index === -1 ? undefined : ((index + 1) as Weekday);
}

/**
 * A weekday, by plain arithmetic on days: libraries differ on what "next" is (chrono reads "next Saturday" as eleven days
 * ahead), and so do people. Where they do, both days are meant.
 */
export function readWeekday(text: string, today: Day): Span | undefined {
  const match = WEEKDAY.exec(text);
  const [whole = '', which = '', name = '', nextWeek] = match ?? [];
  const weekday = weekdayNamed(name);
  if (match === null || weekday === undefined) return undefined;
  if (which === '' && ALSO_WORDS.test(whole) && /^\s+(?!-)/.test(text.slice(whole.length))) return undefined;
  const days = daysMeant(weekday, weekdayOf(today), which.toLowerCase() === 'next', nextWeek !== undefined);
  return { days: days.map((ahead) => addDays(today, ahead)), length: whole.length };
}

/** In days from today, fewest first; one or two. */
function daysMeant(weekday: Weekday, todays: Weekday, isNext: boolean, inNextWeek: boolean): readonly number[] {
  const coming = (weekday - todays + 7) % 7;
  if (!isNext && !inNextWeek) return coming === 0 ? [0, 7] : [coming];
  // The next week begins on the next Monday to some, on the next Sunday to others.
  const mondays = 8 - todays + (weekday - 1);
  const sundays = 7 - (todays % 7) + (weekday % 7);
  const meant = inNextWeek ? [mondays, sundays] : [coming === 0 ? 7 : coming, mondays, sundays];
  return [...new Set(meant)].sort((a, b) => a - b);
}
