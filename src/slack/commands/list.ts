import { withAdvice } from '../../../blocks/adviceText.ts';
import { listAnswer, listModal } from '../../../blocks/list.ts';
import type { Shown } from '../../../blocks/text.ts';
import { adviceOn } from '../../domain/advice.ts';
import { type Listed, listMilestones } from '../../milestones/list.ts';
import { refusalAnswer } from '../guard.ts';
import { openForm } from '../openForm.ts';
import type { Opening, Subcommand } from '../subcommand.ts';

export const list: Subcommand = {
  name: 'list',
  usage: '',
  does: 'shows all milestones, to you alone',
  audience: 'project',
  async run({ services, place, visitor }) {
    const listed = await listMilestones(services, { place, visitor });
    return listed.ok ? shownList(listed.value) : refusalAnswer(listed.failure);
  },
};

/** The same from a button: a modal. */
export function openListModal(opening: Opening) {
  const { services, place, visitor } = opening;
  return openForm({ ...opening, title: 'Milestones' }, async () => {
    const listed = await listMilestones(services, { place, visitor });
    if (!listed.ok) return listed;
    const { project, milestones, today, mayChange } = listed.value;
    return { ok: true, value: listModal(project, milestones, today, { mayChange }) };
  });
}

function shownList({ project, milestones, today, mayChange }: Listed): Shown {
  const shown = listAnswer(project, milestones, today, mayChange);
  return mayChange ? withAdvice(shown, adviceOn(project, milestones)) : shown;
}
