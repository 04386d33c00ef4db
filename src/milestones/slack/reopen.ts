import type { App } from '@slack/bolt';
import { changedAnswer } from '../../../blocks/shared/answers.ts';
import type { Rendered } from '../../../blocks/shared/text.ts';
import { answerOf } from '../../interactions/errorBoundary.ts';
import { milestoneOf, onPress } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Subcommand } from '../../interactions/subcommand.ts';
import type { MilestoneRequest } from '../change.ts';
import { reopenMilestone } from '../reopen.ts';

export const reopen: Subcommand = {
  name: 'reopen',
  usage: '3',
  does: 'opens the completed milestone 3 again',
  audience: 'experts',
  run: ({ services, place, actor, words, idempotencyKey }) =>
    reopenByNumber(services, { place, actor, typed: words, idempotencyKey }),
};

async function reopenByNumber(services: Services, request: MilestoneRequest): Promise<Rendered> {
  return answerOf(await reopenMilestone(services, request), (value) => changedAnswer('reopened', value));
}

export function listenToReopen(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_reopen', (press) => reopenByNumber(services, milestoneOf(press)));
}
