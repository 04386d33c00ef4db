import { historyAnswer } from '../../../blocks/history.ts';
import { showHistory } from '../../milestones/show.ts';
import { refusalAnswer } from '../guard.ts';
import type { Subcommand } from '../subcommand.ts';

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
