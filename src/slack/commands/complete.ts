import { changedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import type { Shown } from '../../../blocks/text.ts';
import { type CompleteRequest, completeMilestone } from '../../milestones/complete.ts';
import { readCompleteWords } from '../commandLine.ts';
import { refusalAnswer } from '../guard.ts';
import type { Services } from '../services.ts';
import type { Subcommand } from '../subcommand.ts';

export const complete: Subcommand = {
  name: 'complete',
  usage: '3',
  does: 'marks milestone 3 as completed today; also `complete 3 2026-12-01 -- a note`',
  audience: 'experts',
  run: ({ services, place, visitor, words, requestId }) =>
    completeByNumber(services, { place, visitor, ...readCompleteWords(words), requestId }),
};

/** The same for the command and for the button. */
export async function completeByNumber(services: Services, request: CompleteRequest): Promise<Shown> {
  const completed = await completeMilestone(services, request);
  if (!completed.ok) return refusalAnswer(completed.failure);
  if (completed.value === 'repeated') return repeatedAnswer();
  services.wakeDelivery();
  return changedAnswer('completed', completed.value);
}
