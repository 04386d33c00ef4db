import type { App } from '@slack/bolt';
import { withAdvice } from '../../../blocks/milestones/adviceText.ts';
import { listAnswer, listModal } from '../../../blocks/milestones/list.ts';
import type { Rendered } from '../../../blocks/shared/text.ts';
import { answerOf } from '../../interactions/errorBoundary.ts';
import { openForm } from '../../interactions/openForm.ts';
import { onPress, projectOf } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Opening, Subcommand } from '../../interactions/subcommand.ts';
import { adviceOn } from '../advice.ts';
import { type Listed, listMilestones } from '../list.ts';

export const list: Subcommand = {
  name: 'list',
  usage: '',
  does: 'shows all milestones, to you alone',
  audience: 'project',
  async run({ services, place, actor }) {
    return answerOf(await listMilestones(services, { place, actor }), shownList);
  },
};

/** The same from a button: a modal. */
function openListModal(opening: Opening) {
  const { services, place, actor } = opening;
  return openForm({ ...opening, title: 'Milestones' }, async () => {
    const listed = await listMilestones(services, { place, actor });
    if (!listed.ok) return listed;
    const { project, milestones, today, mayChange } = listed.value;
    return { ok: true, value: listModal(project, milestones, today, { mayChange }) };
  });
}

function shownList({ project, milestones, today, mayChange }: Listed): Rendered {
  const shown = listAnswer(project, milestones, today, mayChange);
  return mayChange ? withAdvice(shown, adviceOn(project, milestones)) : shown;
}

export function listenToList(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_list', (press) => openListModal({ ...press, ...projectOf(press) }), 'form');
}
