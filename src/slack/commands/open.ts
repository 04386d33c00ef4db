import { openedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { openMilestones } from '../../projects/advance.ts';
import { refusalAnswer } from '../guard.ts';
import type { Subcommand } from '../subcommand.ts';

export const open: Subcommand = {
  name: 'open',
  usage: '',
  does: 'opens milestones to the experts',
  audience: 'admins',
  async run({ services, place, visitor, requestId }) {
    const opened = await openMilestones(services, { place, visitor, requestId });
    if (!opened.ok) return refusalAnswer(opened.failure);
    if (opened.value === 'repeated') return repeatedAnswer();
    services.wakeDelivery();
    return openedAnswer(opened.value);
  },
};
