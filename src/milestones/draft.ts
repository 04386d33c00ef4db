import { addDays, type Day, parseDay } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { cleaned, isVisible, oneLine } from '../core/written.ts';
import { DESCRIPTION_MAX, type Draft, TITLE_MAX } from './milestone.ts';

/** The fields of the form, and so the places where a refusal can be shown. */
export type DraftField = 'title' | 'description' | 'due';
export type DraftFailure = { readonly field: DraftField; readonly failure: Failure };

export type DraftWords = {
  readonly title: string;
  readonly description: string;
  readonly due: string;
  /** What the reading of a date in words found wrong with it already. */
  readonly dueProblem?: Failure;
};

/** Ten years: further away is a slip of the finger. */
const LATEST_DAYS = 3653;
/** What is shown as an example of a date. */
export const EXAMPLE_DAYS = 14;

/** Characters as Slack counts them: code points, so that an emoji is one. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _character of text) length += 1;
  return length;
}

/** Reads what a person wrote; all that is wrong with it at once, each with its field. */
export function readDraft(
  words: DraftWords,
  today: Day,
  /** The date as it is: leaving it alone is fine, also when it has passed. */
  present?: Day,
): Result<Draft, readonly DraftFailure[]> {
  const title = oneLine(words.title);
  const description = cleaned(words.description);
  const due = words.dueProblem
    ? refuse(words.dueProblem)
    : words.due === present
      ? ok(present)
      : readDue(words.due, today);
  const failures: DraftFailure[] = [];
  const titleFailure = titleProblem(title, today);
  if (titleFailure) failures.push({ field: 'title', failure: titleFailure });
  const length = lengthOf(description);
  if (length > DESCRIPTION_MAX) {
    failures.push({ field: 'description', failure: { kind: 'description-too-long', length, max: DESCRIPTION_MAX } });
  }
  if (!due.ok) failures.push({ field: 'due', failure: due.failure });
  if (failures.length > 0 || !due.ok) return refuse(failures);
  return ok({ title, description, due: due.value });
}

function titleProblem(title: string, today: Day): Failure | undefined {
  if (!isVisible(title)) return { kind: 'title-missing', example: addDays(today, EXAMPLE_DAYS) };
  const length = lengthOf(title);
  return length > TITLE_MAX ? { kind: 'title-too-long', length, max: TITLE_MAX } : undefined;
}

/** The expected completion date: a day that exists, today or later. */
export function readDue(typed: string, today: Day): Result<Day, Failure> {
  const example = addDays(today, EXAMPLE_DAYS);
  if (typed.trim() === '') return refuse({ kind: 'date-missing', typed, example });
  const due = parseDay(typed);
  if (due === undefined) {
    return refuse({ kind: looksLikeDay(typed) ? 'date-impossible' : 'date-unreadable', typed, example });
  }
  if (due < today) return refuse({ kind: 'date-past', due, today });
  const latest = addDays(today, LATEST_DAYS);
  return due > latest ? refuse({ kind: 'date-too-far', due, latest }) : ok(due);
}

/** Has the shape of a date, whether or not the day exists. */
export function looksLikeDay(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}$/.test(text);
}

/** What someone writes about a change. */
const NOTE_MAX = 500;

export function noteProblem(note: string): Failure | undefined {
  const length = lengthOf(cleaned(note));
  return length > NOTE_MAX ? { kind: 'note-too-long', length, max: NOTE_MAX } : undefined;
}
