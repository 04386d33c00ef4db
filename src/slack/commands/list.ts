import { withAdvice } from '../../../blocks/adviceText.ts';
import { listAnswer } from '../../../blocks/list.ts';
import { adviceOn } from '../../domain/advice.ts';
import { listMilestones } from '../../milestones/list.ts';
import { refusalAnswer } from '../guard.ts';
import type { Subcommand } from '../subcommand.ts';

export const list: Subcommand = {
  name: 'list',
  usage: '',
  does: 'shows all milestones, to you alone',
  audience: 'project',
  async run({ services, place, visitor }) {
    const listed = await listMilestones(services, { place, visitor });
    if (!listed.ok) return refusalAnswer(listed.failure);
    const { project, milestones, today, mayChange } = listed.value;
    const shown = listAnswer(project, milestones, today, mayChange);
    return mayChange ? withAdvice(shown, adviceOn(project, milestones)) : shown;
  },
};
