import type { Failure } from '../core/failure.ts';
import { atSeparator, withoutQuotes } from '../milestones/addLine.ts';
import { lengthOf } from '../milestones/draft.ts';

/** Slack sends the text of a command with `&`, `<` and `>` escaped; this is what was typed. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * How much may follow `/milestone` or `/project`, in characters as they were typed. Twenty lines, each with a date and
 * the longest title, take less than 3,500; more than this was pasted by mistake, and reading it keeps others waiting.
 */
const COMMAND_MAX = 4_000;

/** What is wrong with the text of a command, as Slack sent it, before anything of it is read. */
export function commandProblem(text: string): Failure | undefined {
  const length = lengthOf(unescaped(text));
  return length > COMMAND_MAX ? { kind: 'command-too-long', length, max: COMMAND_MAX } : undefined;
}

export type CommandLine = { readonly subcommand: string; readonly words: string };

/** The first word, in lower case, and the rest. */
export function readCommandLine(text: string): CommandLine {
  const [subcommand, words] = firstWord(unescaped(text).trim());
  return { subcommand: subcommand.toLowerCase(), words };
}

/** Splits text at its first white space. */
export function firstWord(text: string): readonly [word: string, rest: string] {
  const blank = text.search(/\s/);
  return blank === -1 ? [text, ''] : [text.slice(0, blank), text.slice(blank).trimStart()];
}

/** `3`, `3 24 Nov`, `3 -- a note`, `3 24 Nov -- a note`. */
export function readCompleteWords(words: string): { typed: string; completedOn: string; note: string } {
  const { before, after } = atSeparator(words);
  const [typed, completedOn] = firstWord(before);
  return { typed, completedOn, note: withoutQuotes(after) };
}

/** Words longer than this are no slip of a subcommand. */
const SLIP_MAX = 12;

/** Whether one letter too many, too few, another one, or two that changed places make `typed` of a name. */
export function isSlip(typed: string, name: string): boolean {
  if (typed.length > SLIP_MAX || Math.abs(typed.length - name.length) > 1 || name.length < 3) return false;
  let start = 0;
  while (start < name.length && typed[start] === name[start]) start += 1;
  const [left, other] = [typed.slice(start), name.slice(start)];
  const isSwapped = left[0] === other[1] && left[1] === other[0] && left.slice(2) === other.slice(2);
  return left.slice(1) === other.slice(1) || left.slice(1) === other || left === other.slice(1) || isSwapped;
}
