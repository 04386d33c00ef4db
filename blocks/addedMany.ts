import type { Day } from '../src/domain/day.ts';
import type { Failure } from '../src/domain/failure.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import { answer } from './answers.ts';
import { dayInFull } from './dates.ts';
import { failureText } from './failureText.ts';
import { plainSections } from './lines.ts';
import { clipped, counted, escaped, joinedWithin, type Shown } from './text.ts';

/** Thirty lines of it stay well below what one message takes. */
const TITLE_SHOWN = 180;
/** What one section takes of refusals. */
const REFUSALS_MAX = 2_900;

/** Several milestones were added: each with its date in full. */
export function addedManyAnswer(milestones: readonly Milestone[], today: Day): Shown {
  const head = `Added ${counted(milestones.length, 'milestone')}. The client channel will be told once.`;
  const lines = milestones.map(
    ({ number, title, due }) =>
      `#${number} “${escaped(clipped(title, TITLE_SHOWN))}”, expected ${dayInFull(due, today)}`,
  );
  return { text: [head, ...lines].join('\n'), blocks: answer(head, plainSections(lines)).blocks };
}

/** What is wrong with pasted lines, by the number of the line, from 1. */
export function linesRefused(
  lines: readonly { readonly line: number; readonly failures: readonly Failure[] }[],
): Shown {
  const words = lines.map(({ line, failures }) => `*Line ${line}:* ${failures.map(failureText).join(' ')}`);
  return answer(joinedWithin(['Nothing was added yet. Mend this and send all lines again.', ...words], REFUSALS_MAX));
}
