import { addDays, type Day } from '../domain/day.ts';
import { type DraftWords, EXAMPLE_DAYS } from '../domain/draft.ts';
import { readDayWords } from '../words/readDay.ts';

/** Slack sends the text of a command with `&`, `<` and `>` escaped; this is what was typed. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export type CommandLine = { readonly subcommand: string; readonly words: string };

/** The first word, in lower case, and the rest. */
export function readCommandLine(text: string): CommandLine {
  const [, subcommand = '', words = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(unescaped(text)) ?? [];
  return { subcommand: subcommand.toLowerCase(), words };
}

/** Hyphens and dashes that keyboards and Slack clients put in place of `-`. */
const DASHES = /[\u2010-\u2015\u2212]/g;
/** Between title and description: `--`, or the dash that a phone makes of it. */
const SEPARATOR = /\s+(?:-{2,}|[\u2013\u2014])(?:\s+|$)/;
/** Pairs of quotation marks that people put around a title. */
const QUOTES: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
  ['„', '“'],
  ['«', '»'],
];

/** What someone wrote after `add`; `choice` where people read their date in two ways. */
export type AddWords = DraftWords & { readonly choice?: readonly [Day, Day] };

/** `2026-12-04 First draft -- what it will contain`, the date in any of the ways people write one, as of `today`. */
export function readAddWords(words: string, today: Day): AddWords {
  const { rest, ...due } = readDueWords(words, today);
  const [title = '', ...description] = ` ${rest}`.split(SEPARATOR);
  const separators = ` ${rest}`.match(new RegExp(SEPARATOR, 'g')) ?? [];
  return {
    ...due,
    title: withoutQuotes(title.trim()),
    // Only the first separator separates; later ones belong to the description.
    description: withoutQuotes(
      description
        .map((part, i) => (i === 0 ? part : `${separators[i]}${part}`))
        .join('')
        .trim(),
    ),
  };
}

/** The date that words begin with, as the verbs take it, and what follows it. */
export function readDueWords(words: string, today: Day): Omit<AddWords, 'title' | 'description'> & { rest: string } {
  const reading = readDayWords(words, today);
  switch (reading.kind) {
    case 'day':
      return { due: reading.day, rest: reading.rest };
    case 'choice': {
      const { typed, days, rest } = reading;
      return { due: typed, dueProblem: { kind: 'date-ambiguous', typed, days }, choice: days, rest };
    }
    case 'impossible': {
      const typed = reading.typed.replace(DASHES, '-');
      const example = addDays(today, EXAMPLE_DAYS);
      return { due: typed, dueProblem: { kind: 'date-impossible', typed, example }, rest: reading.rest };
    }
    case 'none':
      return firstFigures(words);
  }
}

/** A first word of figures was meant as a date, if not as one that can be read; any other belongs to the title. */
function firstFigures(words: string): { due: string; rest: string } {
  const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(words) ?? [];
  const date = withoutQuotes(first).replace(DASHES, '-');
  return /\d/.test(date) && /^[\d\-/.]+$/.test(date) ? { due: date, rest } : { due: '', rest: words };
}

/** `3`, `3 2026-12-01`, `3 -- a note`, `3 2026-12-01 -- a note`. */
export function readCompleteWords(words: string): { typed: string; completedOn: string; note: string } {
  const [head = '', ...note] = ` ${words}`.split(SEPARATOR);
  const [, typed = '', completedOn = ''] = /^\s*(\S*)\s*([\s\S]*?)\s*$/.exec(head) ?? [];
  return { typed, completedOn: completedOn.replace(DASHES, '-'), note: withoutQuotes(note.join(' -- ').trim()) };
}

function withoutQuotes(text: string): string {
  const pair = QUOTES.find(([open, close]) => text.length > 1 && text.startsWith(open) && text.endsWith(close));
  return pair ? text.slice(1, -1).trim() : text;
}
