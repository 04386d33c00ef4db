import { openedAnswer, paymentAnswer } from '../../../blocks/shared/answers.ts';
import { answerOf } from '../../interactions/errorBoundary.ts';
import type { Subcommand } from '../../interactions/subcommand.ts';
import { openMilestones, recordPayment } from '../advance.ts';

export const open: Subcommand = {
  name: 'open',
  usage: '',
  does: 'opens milestones to the experts',
  audience: 'admins',
  isFinal: true,
  async run({ services, place, actor, idempotencyKey }) {
    return answerOf(await openMilestones(services, { place, actor, idempotencyKey }), openedAnswer);
  },
};

export const payment: Subcommand = {
  name: 'payment',
  usage: '',
  does: 'records that the initial payment was received',
  audience: 'admins',
  isFinal: true,
  async run({ services, place, actor, idempotencyKey }) {
    return answerOf(await recordPayment(services, { place, actor, idempotencyKey }), paymentAnswer);
  },
};
