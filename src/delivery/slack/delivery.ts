import type { App } from '@slack/bolt';
import { deliveryAnswer, retriedAnswer } from '../../../blocks/delivery/delivery.ts';
import { answerOf, refusalAnswer } from '../../interactions/errorBoundary.ts';
import { onPress, projectOf } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Subcommand } from '../../interactions/subcommand.ts';
import { reportDelivery, retryDelivery } from '../status.ts';

export const delivery: Subcommand = {
  name: 'delivery',
  usage: '',
  does: 'shows which messages wait or are on hold, why, and tries again when you say so',
  audience: 'admins',
  async run({ services, place, actor }) {
    return answerOf(await reportDelivery(services, { place, actor }), deliveryAnswer);
  },
};

/** *Retry now* below `/project delivery`, and *Resume* in an admin's direct messages. */
export function listenToDelivery(bolt: App, services: Services): void {
  onPress(bolt, services, 'delivery_retry', async (press) => {
    const retried = await retryDelivery(services, { ...projectOf(press), actor: press.actor });
    if (!retried.ok) return refusalAnswer(retried.failure);
    services.wakeDelivery();
    return retriedAnswer(retried.value);
  });
}
