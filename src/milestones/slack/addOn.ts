import type { App } from '@slack/bolt';
import { ADD_ON_ACTIONS } from '../../../blocks/milestones/dayChoice.ts';
import type { Rendered } from '../../../blocks/shared/text.ts';
import { refusalAnswer } from '../../interactions/errorBoundary.ts';
import { onPress, type Press } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import { readAddOnTarget } from '../../interactions/target.ts';
import { addMilestone } from '../add.ts';
import { answerOfOne } from './addWords.ts';

/** The two days of the question which one was meant: the answer takes the place of the question. */
export function listenToAddOn(bolt: App, services: Services): void {
  for (const actionId of ADD_ON_ACTIONS) onPress(bolt, services, actionId, answerInstead);
}

async function answerInstead(press: Press): Promise<undefined> {
  const shown = await addOn(press);
  if (shown) await press.replyInstead(shown);
}

async function addOn({ services, teamId, actor, value }: Press): Promise<Rendered | undefined> {
  const { projectId, asked, ...words } = readAddOnTarget(value);
  // Named after the question: whichever of its buttons is pressed, and how often, one milestone comes of it.
  const idempotencyKey = `answer:${asked}`;
  const added = await addMilestone(services, { place: { teamId, projectId }, actor, words, idempotencyKey });
  if (!added.ok) return refusalAnswer(added.failure);
  // The first press has its answer in the question's place already.
  if (added.value === 'repeated') return undefined;
  return answerOfOne(services, added.value);
}
