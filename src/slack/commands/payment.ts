import { paymentAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { recordPayment } from '../../projects/advance.ts';
import { refusalAnswer } from '../guard.ts';
import type { Subcommand } from '../subcommand.ts';

export const payment: Subcommand = {
  name: 'payment',
  usage: '',
  does: 'records that the initial payment was received',
  audience: 'admins',
  async run({ services, place, visitor, requestId }) {
    const recorded = await recordPayment(services, { place, visitor, requestId });
    if (!recorded.ok) return refusalAnswer(recorded.failure);
    if (recorded.value === 'repeated') return repeatedAnswer();
    services.wakeDelivery();
    return paymentAnswer(recorded.value);
  },
};
