import type { App } from '@slack/bolt';
import { takenOverAnswer } from '../../../blocks/projects/projectAnswers.ts';
import { answerOf } from '../../interactions/errorBoundary.ts';
import { onPress, projectOf } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import { known } from '../find.ts';
import { takeOver } from '../takeOver.ts';

/** *Take over* in an admin's Home: they read the project from now on. */
export function listenToTakeOver(bolt: App, services: Services): void {
  onPress(bolt, services, 'project_take_over', async (press) => {
    const { actor, idempotencyKey } = press;
    const taken = await takeOver(services, { ...projectOf(press), actor: await known(actor), idempotencyKey });
    return answerOf(taken, takenOverAnswer);
  });
}
