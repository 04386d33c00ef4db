import { addedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { addForm } from '../../../blocks/milestoneForm.ts';
import { dayAt } from '../../domain/day.ts';
import { addMilestone } from '../../milestones/add.ts';
import { findFor, type Place } from '../../projects/find.ts';
import { readAddWords } from '../commandLine.ts';
import { refusalAnswer } from '../guard.ts';
import { openForm } from '../openForm.ts';
import type { Call, Subcommand } from '../subcommand.ts';

export const add: Subcommand = {
  name: 'add',
  usage: '2026-12-04 First draft -- what it will contain',
  does: 'adds a milestone; `add` alone opens a form',
  audience: 'experts',
  run: (call) => (call.words === '' ? openAddForm(call) : addFromWords(call)),
};

async function addFromWords({ services, place, visitor, words, requestId }: Call) {
  const added = await addMilestone(services, { place, visitor, words: readAddWords(words), requestId });
  if (!added.ok) return refusalAnswer(added.failure);
  if (added.value === 'repeated') return repeatedAnswer();
  services.wakeDelivery();
  return addedAnswer(added.value.milestone, added.value.today);
}

/** Opens the form for a new milestone, for those who may add one. */
export function openAddForm(
  call: Pick<Call, 'services' | 'slack' | 'visitor' | 'triggerId'> & { readonly place: Place },
) {
  const { services, slack, place, visitor, triggerId } = call;
  return openForm(services, slack, triggerId, 'Add a milestone', async () => {
    const found = await findFor(services.store, place, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    return { ok: true, value: addForm(project, dayAt(services.clock.now(), project.timeZone)) };
  });
}
