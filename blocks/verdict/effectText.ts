import type { Day } from '../../src/core/day.ts';
import type { Project } from '../../src/projects/project.ts';
import type { Effect } from '../../src/verdict/effect.ts';
import { quoted } from '../shared/text.ts';
import { verdictWords } from './verdictText.ts';

/** What changes mean for the end, in mrkdwn: "🔶 *Now at risk:* 1 of 4 spare working days left. …". */
export function effectText(project: Pick<Project, 'name'>, { before, after }: Effect, today: Day): string {
  const { sign, short, reasons } = verdictWords(project, after, today);
  const reason = quoted(reasons[0] ?? '');
  if (before.kind === after.kind) return reason;
  if (after.kind === 'no-milestones') return `${sign} *No milestones are left.* ${reason}`;
  return `${sign} *Now ${short.charAt(0).toLowerCase()}${short.slice(1)}:* ${reason}`;
}
