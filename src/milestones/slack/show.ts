import type { App } from '@slack/bolt';
import { milestoneAnswer, milestoneModal } from '../../../blocks/milestones/milestone.ts';
import { refusalAnswer } from '../../interactions/errorBoundary.ts';
import { openForm } from '../../interactions/openForm.ts';
import { milestoneOf, onPress } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Opening, Subcommand } from '../../interactions/subcommand.ts';
import { showMilestone } from '../show.ts';

export const show: Subcommand = {
  name: 'show',
  usage: '3',
  does: 'shows milestone 3 with its buttons',
  audience: 'project',
  async run({ services, place, actor, words }) {
    const shown = await showMilestone(services, { place, actor, typed: words });
    if (!shown.ok) return refusalAnswer(shown.failure);
    const { project, milestone, today, mayChange, history } = shown.value;
    return milestoneAnswer(project, milestone, today, mayChange, history);
  },
};

/** The same from a menu: a modal. */
function openMilestoneModal(opening: Opening & { readonly typed: string }) {
  const { services, place, actor, typed } = opening;
  return openForm({ ...opening, title: 'Milestone' }, async () => {
    const shown = await showMilestone(services, { place, actor, typed });
    if (!shown.ok) return shown;
    const { project, milestone, today, mayChange, history } = shown.value;
    const answer = milestoneAnswer(project, milestone, today, mayChange, history);
    return { ok: true, value: milestoneModal(milestone.number, answer) };
  });
}

export function listenToShow(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_open', (press) => openMilestoneModal({ ...press, ...milestoneOf(press) }), 'form');
}
