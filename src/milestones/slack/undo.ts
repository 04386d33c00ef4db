import type { App } from '@slack/bolt';
import { undoneAnswer } from '../../../blocks/shared/answers.ts';
import type { Rendered } from '../../../blocks/shared/text.ts';
import { answerOf } from '../../interactions/errorBoundary.ts';
import { onPress, type Press } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Subcommand } from '../../interactions/subcommand.ts';
import { readUndoTarget } from '../../interactions/target.ts';
import { undoLastAction } from '../undo.ts';

export const undo: Subcommand = {
  name: 'undo',
  usage: '',
  does: 'takes your last action back, within 15 minutes',
  audience: 'experts',
  run: ({ services, place, actor, idempotencyKey }) => undoLast(services, { place, actor, idempotencyKey }),
};

async function undoLast(services: Services, request: Parameters<typeof undoLastAction>[1]): Promise<Rendered> {
  const undone = await undoLastAction(services, request);
  return answerOf(undone, ({ changed }) => undoneAnswer(changed.map(({ milestone }) => milestone)));
}

/** *Undo* below an answer names the action that it takes back; from Home it is the last one. */
function pressed({ teamId, value, actor, idempotencyKey }: Press) {
  const { projectId, asked } = readUndoTarget(value);
  return { place: { teamId, projectId }, actor, idempotencyKey, asked };
}

export function listenToUndo(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_undo', (press) => undoLast(services, pressed(press)));
}
