import { editForm } from '../../../blocks/editForm.ts';
import type { MilestoneRequest } from '../../milestones/change.ts';
import { findMilestone } from '../../milestones/find.ts';
import { findFor } from '../../projects/find.ts';
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
    const found = await findFor(services.store, place, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const target = await findMilestone(services.store, project, typed);
    if (!target.ok) return target;
    // The history first: a change between the two reads must look newer than what was seen, never older.
    const history = await services.store.changesOfMilestone(project.id, target.value.number);
    const seen = await services.store.milestone(project.id, target.value.number);
    return { ok: true, value: editForm(project, seen ?? target.value, history.at(-1)?.seq ?? 0) };
  });
}
