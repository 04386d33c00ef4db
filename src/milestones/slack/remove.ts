import type { App } from '@slack/bolt';
import { removeForm } from '../../../blocks/milestones/removeForm.ts';
import { changedAnswer } from '../../../blocks/shared/answers.ts';
import { REMOVE_FORM } from '../../../blocks/shared/ids.ts';
import { openForm } from '../../interactions/openForm.ts';
import { milestoneOf, onPress } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Call, Subcommand } from '../../interactions/subcommand.ts';
import { onSubmit, outcomeOf } from '../../interactions/submission.ts';
import { readMilestoneTarget } from '../../interactions/target.ts';
import type { MilestoneRequest } from '../change.ts';
import { loadAuthorisedMilestone } from '../find.ts';
import { removeMilestone } from '../remove.ts';

export const remove: Subcommand = {
  name: 'remove',
  also: ['delete'],
  usage: '3',
  does: 'asks, then takes milestone 3 off the board; the history keeps it',
  audience: 'experts',
  opensForm: true,
  run: (call) => openRemoveForm({ ...call, typed: call.words }),
};

type Opening = Pick<Call, 'slack' | 'triggerId'> &
  Omit<MilestoneRequest, 'idempotencyKey'> & { readonly services: Services; readonly within?: 'modal' | 'elsewhere' };

/** Asks before anything is removed. */
function openRemoveForm({ services, slack, triggerId, place, actor, typed, within }: Opening) {
  return openForm({ services, slack, triggerId, title: 'Remove a milestone', within }, async () => {
    const found = await loadAuthorisedMilestone(services.store, { place, actor, typed }, 'change-milestones');
    return found.ok ? { ok: true, value: removeForm(found.value.project, found.value.milestone) } : found;
  });
}

export function listenToRemove(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_remove', (press) => openRemoveForm({ ...press, ...milestoneOf(press) }), 'form');
  onSubmit(bolt, services, {
    callbackId: REMOVE_FORM,
    firstField: 'note',
    readTarget: readMilestoneTarget,
    async run({ place, actor, target, fields, idempotencyKey }) {
      const request = { place, actor, typed: String(target.number), note: fields.text('note'), idempotencyKey };
      return outcomeOf(await removeMilestone(services, request), (value) => changedAnswer('removed', value));
    },
  });
}
