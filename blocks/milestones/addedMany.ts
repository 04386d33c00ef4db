import type { KnownBlock } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Failure } from '../../src/core/failure.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { answer } from '../shared/answers.ts';
import { undoButton } from '../shared/buttons.ts';
import { dayInFull } from '../shared/dates.ts';
import { failureText } from '../shared/failureText.ts';
import { SECTION_MAX } from '../shared/limits.ts';
import { plainSections } from '../shared/lines.ts';
import { clipped, counted, escaped, joinedWithin, type Rendered } from '../shared/text.ts';

/** Thirty lines of it stay well below what one message takes. */
const TITLE_SHOWN = 180;

/** Several milestones were added: each with its date in full. */
export function addedManyAnswer({
  project,
  milestones,
  today,
  idempotencyKey,
}: {
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  readonly today: Day;
  readonly idempotencyKey: string;
}): Rendered {
  const undo: KnownBlock = { type: 'actions', elements: [undoButton(project.id, idempotencyKey)] };
  const head = `Added ${counted(milestones.length, 'milestone')}. The client channel will be told once.`;
  const lines = milestones.map(
    ({ number, title, due }) =>
      `#${number} “${escaped(clipped(title, TITLE_SHOWN))}”, expected ${dayInFull(due, today)}`,
  );
  return { text: [head, ...lines].join('\n'), blocks: answer(head, [...plainSections(lines), undo]).blocks };
}

/** What is wrong with pasted lines, by the number of the line, from 1. */
export function linesRefused(
  lines: readonly { readonly line: number; readonly failures: readonly Failure[] }[],
): Rendered {
  const words = lines.map(({ line, failures }) => `*Line ${line}:* ${failures.map(failureText).join(' ')}`);
  return answer(joinedWithin(['Nothing was added yet. Mend this and send all lines again.', ...words], SECTION_MAX));
}
