import { milestoneAnswer, milestoneModal } from '../../../blocks/milestone.ts';
import { showMilestone } from '../../milestones/show.ts';
import { refusalAnswer } from '../guard.ts';
import { openForm } from '../openForm.ts';
import type { Opening, Subcommand } from '../subcommand.ts';

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

/** The same from a menu: a modal. */
export function openMilestoneModal(opening: Opening & { readonly typed: string }) {
  const { services, place, visitor, typed } = opening;
  return openForm({ ...opening, title: 'Milestone' }, async () => {
    const shown = await showMilestone(services, { place, visitor, typed });
    if (!shown.ok) return shown;
    const { project, milestone, today, mayChange, history } = shown.value;
    const answer = milestoneAnswer(project, milestone, today, mayChange, history);
    return { ok: true, value: milestoneModal(milestone.number, answer) };
  });
}
