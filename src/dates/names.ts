import type { Weekday } from '../core/day.ts';

/** Months in English, German, French and Spanish, whole and short; as {@link folded} writes them. */
const MONTHS = [
  'jan january januar janner jaenner janv janvier ene enero',
  'feb february februar fev fevr fevrier febrero',
  'mar march marz maerz mrz mars marzo',
  'apr april avr avril abr abril',
  'may mai mayo',
  'jun june juni juin junio',
  'jul july juli juil juillet julio',
  'aug august aout ago agosto',
  'sep sept september septembre septiembre setiembre',
  'oct okt october oktober octobre octubre',
  'nov november novembre noviembre',
  'dec dez december dezember decembre dic diciembre',
];

/** Days of the week likewise. Names that are whole words of no other kind come first, up to the bar. */
const WEEKDAYS = [
  'mon monday montag lundi lunes | mo lun',
  'tue tues tuesday dienstag mardi martes | di mar',
  'wed weds wednesday mittwoch mercredi miercoles | mi mer mie',
  'thu thur thurs thursday donnerstag jeudi jueves | do jeu jue',
  'fri friday freitag vendredi viernes | fr ven vie',
  'sat saturday samstag sonnabend samedi sabado | sa sam sab',
  'sun sunday sonntag dimanche domingo | so dim dom',
];

function tableOf(lines: readonly string[]): ReadonlyMap<string, number> {
  return new Map(lines.flatMap((line, index) => line.split(' ').map((name): [string, number] => [name, index + 1])));
}

/** Longest first: `sept` must not be read as `sep`. */
function anyOf(names: Iterable<string>): string {
  return [...names].sort((a, b) => b.length - a.length).join('|');
}

const months = tableOf(MONTHS);
const weekdays = tableOf(WEEKDAYS.map((line) => line.replace(' | ', ' ')));
const clearWeekdays = tableOf(WEEKDAYS.map((line) => line.split(' | ')[0] ?? ''));

/** Sources of regular expressions, each with one group: the name, and the end of the word after it. */
export const MONTH = `(${anyOf(months.keys())})(?![a-z])`;
export const WEEKDAY = `(${anyOf(weekdays.keys())})(?![a-z])`;
/** Names that mean a day of the week wherever they stand. `mar` is a month, too, and `so` a word. */
export const CLEAR_WEEKDAY = `(${anyOf(clearWeekdays.keys())})(?![a-z])`;

/** From 1; 0 for what is no month. */
export function monthNamed(name: string): number {
  return months.get(name) ?? 0;
}

export function weekdayNamed(name: string): Weekday | undefined {
  return weekdays.get(name) as Weekday | undefined;
}

/** Hyphens and dashes that keyboards and Slack clients put in place of `-`; each is one character, as `-` is. */
const DASHES = /[\u2010-\u2015\u2212]/g;
const ACCENTED = /[\u00c0-\u024f]/g;

/** The same length, character by character: lower case, no accents, one kind of dash, of blank and of apostrophe. */
export function folded(text: string): string {
  return text
    .replace(DASHES, '-')
    .replace(ACCENTED, (letter) => letter.normalize('NFD')[0] ?? letter)
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[\u00a0\u2007\u202f]/g, ' ')
    .replace(/[’‘`]/g, "'");
}
