import { milestoneAnswer } from '../../../blocks/milestone.ts';
import { showMilestone } from '../../milestones/show.ts';
import { refusalAnswer } from '../guard.ts';
import type { Subcommand } from '../subcommand.ts';

export const show: Subcommand = {
  name: 'show',
  usage: '3',
  does: 'shows milestone 3 with its buttons',
  audience: 'project',
  async run({ services, place, visitor, words }) {
    const shown = await showMilestone(services, { place, visitor, typed: words });
    if (!shown.ok) return refusalAnswer(shown.failure);
    const { project, milestone, today, mayChange, history } = shown.value;
    return milestoneAnswer(project, milestone, today, mayChange, history);
  },
};
