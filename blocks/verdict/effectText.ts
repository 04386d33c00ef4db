import type { Day } from '../../src/core/day.ts';
import type { Project } from '../../src/projects/project.ts';
import type { Effect } from '../../src/verdict/effect.ts';
import { type Said, verdictWords } from './verdictText.ts';

/** What changes mean for the end: "🔶 *Now at risk:* 1 of 4 spare working days left. …". */
export function effectText(project: Pick<Project, 'name'>, { before, after }: Effect, today: Day): Said {
  const { sign, short, reasons } = verdictWords(project, after, today);
  const [reason = ''] = reasons;
  if (before.kind === after.kind) return { text: reason, mrkdwn: reason };
  const news =
    after.kind === 'no-milestones'
      ? 'No milestones are left.'
      : `Now ${short.charAt(0).toLowerCase()}${short.slice(1)}:`;
  return { text: `${sign} ${news} ${reason}`, mrkdwn: `${sign} *${news}* ${reason}` };
}
