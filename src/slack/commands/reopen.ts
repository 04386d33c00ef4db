import { changedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import type { Shown } from '../../../blocks/text.ts';
import type { MilestoneRequest } from '../../milestones/change.ts';
import { reopenMilestone } from '../../milestones/reopen.ts';
import { refusalAnswer } from '../guard.ts';
import type { Services } from '../services.ts';
import type { Subcommand } from '../subcommand.ts';

export const reopen: Subcommand = {
  name: 'reopen',
  usage: '3',
  does: 'opens the completed milestone 3 again',
  audience: 'experts',
  run: ({ services, place, visitor, words, requestId }) =>
    reopenByNumber(services, { place, visitor, typed: words, requestId }),
};

/** The same for the command and for the button. */
export async function reopenByNumber(services: Services, request: MilestoneRequest): Promise<Shown> {
  const reopened = await reopenMilestone(services, request);
  if (!reopened.ok) return refusalAnswer(reopened.failure);
  if (reopened.value === 'repeated') return repeatedAnswer();
  services.wakeDelivery();
  return changedAnswer('reopened', reopened.value);
}
