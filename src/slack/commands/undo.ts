import { repeatedAnswer, undoneAnswer } from '../../../blocks/answers.ts';
import { undoLastAction } from '../../milestones/undo.ts';
import { refusalAnswer } from '../guard.ts';
import type { Services } from '../services.ts';
import type { Subcommand } from '../subcommand.ts';

export const undo: Subcommand = {
  name: 'undo',
  usage: '',
  does: 'takes your last action back, within 15 minutes',
  audience: 'experts',
  run: (call) => undoLast(call.services, call),
};

/** The same for the command and for the button. */
export async function undoLast(
  services: Services,
  { place, visitor, requestId }: Parameters<typeof undoLastAction>[1],
) {
  const undone = await undoLastAction(services, { place, visitor, requestId });
  if (!undone.ok) return refusalAnswer(undone.failure);
  if (undone.value === 'repeated') return repeatedAnswer();
  services.wakeDelivery();
  return undoneAnswer(undone.value.changed.map(({ milestone }) => milestone));
}
