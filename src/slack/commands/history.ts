import { historyAnswer } from '../../../blocks/history.ts';
import { noteModal } from '../../../blocks/modals.ts';
import { showHistory } from '../../milestones/show.ts';
import { refusalAnswer } from '../guard.ts';
import { openForm } from '../openForm.ts';
import type { Opening, Subcommand } from '../subcommand.ts';

export const history: Subcommand = {
  name: 'history',
  usage: '3',
  does: 'shows what happened to milestone 3; `history` alone, to the whole project',
  audience: 'project',
  async run({ services, place, visitor, words }) {
    const shown = await showHistory(services, { place, visitor, typed: words });
    if (!shown.ok) return refusalAnswer(shown.failure);
    return historyAnswer(shown.value.project, shown.value.number, shown.value.changes);
  },
};

/** The same from a button: a modal. */
export function openHistoryModal(opening: Opening & { readonly typed: string }) {
  const { services, place, visitor, typed } = opening;
  return openForm({ ...opening, title: 'History' }, async () => {
    const shown = await showHistory(services, { place, visitor, typed });
    if (!shown.ok) return shown;
    const { project, number, changes } = shown.value;
    return { ok: true, value: noteModal('History', historyAnswer(project, number, changes).text) };
  });
}
