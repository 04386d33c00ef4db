import type { App } from '@slack/bolt';
import { ADD_ON_ACTIONS } from '../../../blocks/dayChoice.ts';
import type { Shown } from '../../../blocks/text.ts';
import { addMilestone } from '../../milestones/add.ts';
import { toldOfOne } from '../addWords.ts';
import { refusalAnswer } from '../guard.ts';
import type { Services } from '../services.ts';
import { readAddOnTarget } from '../target.ts';
import { onPress, type Press } from './press.ts';

/** The two days of the question which one was meant: the answer takes the place of the question. */
export function listenToAddOn(bolt: App, services: Services): void {
  for (const actionId of ADD_ON_ACTIONS) onPress(bolt, services, actionId, answerInstead);
}

async function answerInstead(press: Press): Promise<undefined> {
  const shown = await addOn(press);
  if (shown) await press.tellInstead(shown);
}

async function addOn({ services, teamId, visitor, value }: Press): Promise<Shown | undefined> {
  const { projectId, asked, ...words } = readAddOnTarget(value);
  // Named after the question: whichever of its buttons is pressed, and how often, one milestone comes of it.
  const requestId = `answer:${asked}`;
  const added = await addMilestone(services, { place: { teamId, projectId }, visitor, words, requestId });
  if (!added.ok) return refusalAnswer(added.failure);
  // The first press has its answer in the question's place already.
  if (added.value === 'repeated') return undefined;
  services.wakeDelivery();
  return toldOfOne(services, added.value);
}
