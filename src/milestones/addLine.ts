import { addDays, type Day } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { type DayReading, readDayWords, readWholeDay } from '../dates/readDay.ts';
import type { Calendar } from '../dates/span.ts';
import { type DraftWords, EXAMPLE_DAYS } from './draft.ts';

/** What someone wrote after `add`, or in one line of a plan. */
export type AddWords = DraftWords & {
  /** People read the date in two ways. */
  readonly choice?: readonly [Day, Day];
  /** Title and description were told apart by a dash that may have been part of the title. */
  readonly isCutAtDash?: boolean;
};

/** Between title and description, as a word of its own: `--`, or the dash that a phone makes of it. */
const SEPARATOR = /(?:^|\s)(-{2,}|[\u2013\u2014])(?:\s|$)/;
/** Pairs of quotation marks that people put around a title. */
const QUOTES: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['„', '“'],
  ['«', '»'],
];
/** Marks of lists that come along when someone pastes one. */
const BULLET = /^\s*(?:[-*•‣▪+]\s+)?(?:\[[ xX]?\]\s+)?/;
const NUMBERED = /^\(?(?:\d{1,2}[.)]|[a-z]\))\s+/i;
/** Between the cells of a table. */
const CELL_EDGE = /[|;\t]/;
/** The row of dashes below the head of a Markdown table. */
const RULE = /^[\s|:-]+$/;
/** Words in which the date of a title's end is looked for. */
const TAIL_WORDS = 7;
const BEFORE_DATE = /^(?:due|by|on|until|till|bis|am|pour|para)$/i;
const JOINT_AT_END = /[,:(\u2013\u2014-]$/;

/** The lines that say something, without the marks of a list; `line` is the place of each among all, from 1. */
export function linesOf(words: string): readonly { readonly line: number; readonly text: string }[] {
  return words
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, text: text.replace(BULLET, '').trim() }))
    .filter(({ text }) => text !== '' && !(RULE.test(text) && text.includes('-')));
}

/** `4 Dec First draft -- what it will contain`, the date in any of the ways people write one, a row of a table too. */
export function readAddWords(words: string, calendar: Calendar): AddWords {
  const text = words.replace(BULLET, '').trim();
  const row = readRow(text, calendar);
  if (row) return row;
  const atStart = readDayWords(text, calendar);
  if (atStart.kind !== 'none') return addWords(atStart, restOf(atStart), calendar);
  const unnumbered = text.replace(NUMBERED, '');
  const numbered = unnumbered === text ? atStart : readDayWords(unnumbered, calendar);
  if (numbered.kind !== 'none') return addWords(numbered, restOf(numbered), calendar);
  return readAtEnd(unnumbered, calendar) ?? figuresFirst(text) ?? addWords(atStart, text, calendar);
}

/** One cell with a date, others with title and description; `undefined` where the text is no such row. */
function readRow(text: string, calendar: Calendar): AddWords | undefined {
  if (!CELL_EDGE.test(text)) return undefined;
  const cells = text.split(CELL_EDGE).map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '');
  const readings = filled.map((cell) => readWholeDay(cell, calendar));
  const dates = readings.filter(({ kind }) => kind !== 'none');
  const [date] = dates;
  if (date === undefined || filled.length < 2) return undefined;
  const others = filled
    .filter((_, index) => readings[index]?.kind === 'none')
    .filter((cell) => !/^\d{1,3}$/.test(cell));
  const [title = '', ...more] = others;
  const typed = filled.filter((_, index) => readings[index]?.kind !== 'none').join(' ');
  const due = dates.length === 1 ? dueOf(date, calendar) : problemOf('range', typed, [], calendar);
  return { ...due, title: withoutQuotes(title), description: more.join(', ') };
}

/** `Draft report by 4 Dec`, `Draft report (4 Dec)`. */
function readAtEnd(text: string, calendar: Calendar): AddWords | undefined {
  const starts = [...text.matchAll(/\S+/g)].map(({ index }) => index);
  for (const start of starts.slice(-TAIL_WORDS).filter((index) => index > 0)) {
    const tail = text.slice(start).replace(/[).]$/, '');
    const before = text.slice(0, start).trimEnd();
    const isOpened = tail.startsWith('(');
    const [first = ''] = tail.split(/\s/, 1);
    if (!isOpened && !BEFORE_DATE.test(first) && !JOINT_AT_END.test(before)) continue;
    const reading = readWholeDay(isOpened ? tail.slice(1) : tail, calendar);
    if (reading.kind === 'none') continue;
    return addWords(reading, before.replace(JOINT_AT_END, '').trimEnd(), calendar);
  }
  return undefined;
}

function restOf(reading: DayReading): string {
  return reading.kind === 'none' ? '' : reading.rest;
}

function addWords(reading: DayReading, rest: string, calendar: Calendar): AddWords {
  return { ...dueOf(reading, calendar), ...titleOf(rest) };
}

function titleOf(rest: string): Pick<AddWords, 'title' | 'description' | 'isCutAtDash'> {
  const { before, after, isDash } = atSeparator(rest);
  const isCut = isDash && before !== '' && after !== '';
  const title = withoutQuotes(before);
  return { title, description: withoutQuotes(after), ...(isCut ? { isCutAtDash: true } : {}) };
}

function dueOf(reading: DayReading, calendar: Calendar): Pick<AddWords, 'due' | 'dueProblem' | 'choice'> {
  switch (reading.kind) {
    case 'day':
      return { due: reading.day };
    case 'choice': {
      const { typed, days } = reading;
      return { due: typed, dueProblem: { kind: 'date-ambiguous', typed, days }, choice: days };
    }
    case 'problem':
      return problemOf(reading.problem, reading.typed, reading.days, calendar);
    case 'none':
      return { due: '' };
  }
}

type Problem = Extract<DayReading, { kind: 'problem' }>['problem'];

function problemOf(problem: Problem, typed: string, days: readonly Day[], calendar: Calendar) {
  return { due: typed, dueProblem: dayFailure(problem, typed, days, calendar) };
}

/** What is wrong with a date that was typed. */
export function dayFailure(problem: Problem, typed: string, days: readonly Day[], { today }: Calendar): Failure {
  const example = addDays(today, EXAMPLE_DAYS);
  if (problem === 'weekday') return { kind: 'date-weekday', typed, days };
  return { kind: `date-${problem}`, typed, example };
}

/** A first word of figures was meant as a date, if not as one that can be read; any other belongs to the title. */
function figuresFirst(text: string): AddWords | undefined {
  const blank = text.search(/\s/);
  const first = blank === -1 ? text : text.slice(0, blank);
  if (!/^[\d\-/.]+$/.test(first) || !/\d/.test(first)) return undefined;
  return { due: first, ...titleOf(blank === -1 ? '' : text.slice(blank)) };
}

/** Splits text at its first separator. Later separators stay in the second part. */
export function atSeparator(text: string): {
  readonly before: string;
  readonly after: string;
  readonly isDash: boolean;
} {
  const separator = SEPARATOR.exec(text);
  if (separator === null) return { before: text.trim(), after: '', isDash: false };
  const before = text.slice(0, separator.index).trim();
  const after = text.slice(separator.index + separator[0].length).trim();
  return { before, after, isDash: !separator[1]?.startsWith('--') };
}

export function withoutQuotes(text: string): string {
  const pair = QUOTES.find(([open, close]) => text.length > 1 && text.startsWith(open) && text.endsWith(close));
  return pair ? text.slice(1, -1).trim() : text;
}
