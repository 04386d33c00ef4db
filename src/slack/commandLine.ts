import type { DraftWords } from '../domain/draft.ts';

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

/** `2026-12-04 First draft -- what it will contain`. A first word without digits is no date but part of the title. */
export function readAddWords(words: string): DraftWords {
  const [, first = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(words) ?? [];
  const date = withoutQuotes(first).replace(DASHES, '-');
  const isDate = /\d/.test(date) && /^[\d\-/.]+$/.test(date);
  const [title = '', ...description] = ` ${isDate ? rest : words}`.split(SEPARATOR);
  const separators = ` ${isDate ? rest : words}`.match(new RegExp(SEPARATOR, 'g')) ?? [];
  return {
    due: isDate ? date : '',
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

function withoutQuotes(text: string): string {
  const pair = QUOTES.find(([open, close]) => text.length > 1 && text.startsWith(open) && text.endsWith(close));
  return pair ? text.slice(1, -1).trim() : text;
}
