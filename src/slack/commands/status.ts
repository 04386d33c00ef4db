import { statusAnswer } from '../../../blocks/projectStatus.ts';
import { reportStatus } from '../../projects/status.ts';
import { refusalAnswer } from '../guard.ts';
import type { Subcommand } from '../subcommand.ts';

export const status: Subcommand = {
  name: 'status',
  usage: '',
  does: 'shows how the project stands and what it waits for, to you alone',
  audience: 'admins',
  async run({ services, place, visitor }) {
    const report = await reportStatus(services, { place, visitor });
    if (!report.ok) return refusalAnswer(report.failure);
    const { project, milestones, today } = report.value;
    return statusAnswer(project, milestones, today);
  },
};
