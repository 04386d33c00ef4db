import type { App } from '@slack/bolt';
import { retriedAnswer } from '../../../blocks/delivery.ts';
import { retryDelivery } from '../../projects/delivery.ts';
import { refusalAnswer } from '../guard.ts';
import type { Services } from '../services.ts';
import { readProjectTarget } from '../target.ts';
import { onPress } from './press.ts';

/** *Retry now* below `/project delivery`, and *Resume* in an admin's direct messages. */
export function listenToDeliveryButtons(bolt: App, services: Services): void {
  onPress(bolt, services, 'delivery_retry', async ({ teamId, visitor, value }) => {
    const place = { teamId, ...readProjectTarget(value) };
    const retried = await retryDelivery(services, { place, visitor });
    if (!retried.ok) return refusalAnswer(retried.failure);
    services.wakeDelivery();
    return retriedAnswer(retried.value);
  });
}
