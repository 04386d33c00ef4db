import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { dayInFull, endText } from '../shared/dates.ts';
import { counted, listed } from '../shared/text.ts';

/** How far the project is, in mrkdwn: done, on time, late, next due. */
export function progressText(project: Project, milestones: readonly Milestone[], today: Day): string {
  const completed = milestones.filter((milestone) => milestone.state === 'completed');
  const late = completed.filter(({ completedOn, due }) => completedOn !== undefined && completedOn > due).length;
  const open = milestones
    .filter((milestone) => milestone.state === 'open')
    .toSorted((a, b) => a.due.localeCompare(b.due) || a.number - b.number);
  const overdue = open.filter((milestone) => milestone.due < today);
  const next = open[overdue.length];
  const verdict = completed.length > 0 ? ` (${completed.length - late} on time, ${late} late)` : '';
  const parts = [
    ...(milestones.length > 0
      ? [`*${completed.length} of ${counted(milestones.length, 'milestone')} completed*${verdict}`]
      : []),
    ...(overdue.length > 0 ? [`${overdue.length} overdue: ${listed(overdue.map(({ number }) => `#${number}`))}`] : []),
    ...(next ? [`next due: #${next.number}, ${dayInFull(next.due, today)}`] : []),
    endText(project.completionDate, today),
  ].join(' · ');
  return parts.charAt(0).toUpperCase() + parts.slice(1);
}
