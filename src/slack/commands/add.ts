import { addForm } from '../../../blocks/milestoneForm.ts';
import { dayAt } from '../../domain/day.ts';
import { findFor, type Place } from '../../projects/find.ts';
import { addFromWords } from '../addWords.ts';
import { openForm } from '../openForm.ts';
import type { Call, Subcommand } from '../subcommand.ts';

export const add: Subcommand = {
  name: 'add',
  usage: '4 Dec First draft -- what it will contain',
  does: 'adds a milestone, or several with one line each; `add` alone opens a form',
  audience: 'experts',
  run: (call) => (call.words === '' ? openAddForm(call) : addFromWords(call)),
};

/** Opens the form for a new milestone, for those who may add one. */
export function openAddForm(
  call: Pick<Call, 'services' | 'slack' | 'visitor' | 'triggerId'> & {
    readonly place: Place;
    readonly within?: 'modal' | 'elsewhere';
  },
) {
  const { services, place, visitor } = call;
  return openForm({ ...call, title: 'Add a milestone' }, async () => {
    const found = await findFor(services.store, place, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    return { ok: true, value: addForm(project, dayAt(services.clock.now(), project.timeZone)) };
  });
}
