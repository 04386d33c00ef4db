import { deliveryAnswer } from '../../../blocks/delivery.ts';
import { reportDelivery } from '../../projects/delivery.ts';
import { refusalAnswer } from '../guard.ts';
import type { Subcommand } from '../subcommand.ts';

export const delivery: Subcommand = {
  name: 'delivery',
  usage: '',
  does: 'shows which messages wait or are on hold, why, and tries again when you say so',
  audience: 'admins',
  async run({ services, place, visitor }) {
    const report = await reportDelivery(services, { place, visitor });
    return report.ok ? deliveryAnswer(report.value) : refusalAnswer(report.failure);
  },
};
