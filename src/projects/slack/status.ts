import { statusAnswer } from '../../../blocks/projects/projectStatus.ts';
import { answerOf } from '../../interactions/errorBoundary.ts';
import type { Subcommand } from '../../interactions/subcommand.ts';
import { reportStatus } from '../status.ts';

export const status: Subcommand = {
  name: 'status',
  usage: '',
  does: 'shows how the project stands and what it waits for, to you alone',
  audience: 'admins',
  async run({ services, place, actor }) {
    const report = await reportStatus(services, { place, actor });
    return answerOf(report, ({ project, milestones, verdict, today }) =>
      statusAnswer(project, milestones, verdict, today),
    );
  },
};
