import { removeForm } from '../../../blocks/removeForm.ts';
import type { MilestoneRequest } from '../../milestones/change.ts';
import { findMilestoneFor } from '../../milestones/find.ts';
import { openForm } from '../openForm.ts';
import type { Services } from '../services.ts';
import type { Call, Subcommand } from '../subcommand.ts';

export const remove: Subcommand = {
  name: 'remove',
  usage: '3',
  does: 'asks, then takes milestone 3 off the board; the history keeps it',
  audience: 'experts',
  run: (call) => openRemoveForm({ ...call, typed: call.words }),
};

type Opening = Pick<Call, 'slack' | 'triggerId'> &
  Omit<MilestoneRequest, 'requestId'> & { readonly services: Services; readonly within?: 'modal' | 'elsewhere' };

/** Asks before anything is removed. */
export function openRemoveForm({ services, slack, triggerId, place, visitor, typed, within }: Opening) {
  return openForm({ services, slack, triggerId, title: 'Remove a milestone', within }, async () => {
    const found = await findMilestoneFor(services.store, { place, visitor, typed }, 'change-milestones');
    return found.ok ? { ok: true, value: removeForm(found.value.project, found.value.milestone) } : found;
  });
}
