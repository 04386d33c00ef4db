import { editForm } from '../../../blocks/editForm.ts';
import type { MilestoneRequest } from '../../milestones/change.ts';
import { asSeen, findMilestoneFor } from '../../milestones/find.ts';
import { openForm } from '../openForm.ts';
import type { Services } from '../services.ts';
import type { Call, Subcommand } from '../subcommand.ts';

export const edit: Subcommand = {
  name: 'edit',
  usage: '3',
  does: 'opens a form to change title, description or date of milestone 3',
  audience: 'experts',
  run: (call) => openEditForm({ ...call, typed: call.words }),
};

type Opening = Pick<Call, 'slack' | 'triggerId'> &
  Omit<MilestoneRequest, 'requestId'> & { readonly services: Services; readonly within?: 'modal' | 'elsewhere' };

/** Opens the form with the milestone as it is, for those who may change it. */
export function openEditForm({ services, slack, triggerId, place, visitor, typed, within }: Opening) {
  return openForm({ services, slack, triggerId, title: 'Edit a milestone', within }, async () => {
    const found = await findMilestoneFor(services.store, { place, visitor, typed }, 'change-milestones');
    if (!found.ok) return found;
    const { milestone, seenSeq } = await asSeen(services.store, found.value.milestone);
    return { ok: true, value: editForm(found.value.project, milestone, seenSeq) };
  });
}
