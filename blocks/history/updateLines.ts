import { oneLine } from '../../src/core/written.ts';
import { type Change, differences } from '../../src/history/change.ts';
import type { Project } from '../../src/projects/project.ts';
import { projectChangePart } from '../projects/projectChange.ts';
import { dayText } from '../shared/dates.ts';
import { EDITABLE_TEXT_MAX, MESSAGE_LINES_MAX } from '../shared/limits.ts';
import { sectionsOf } from '../shared/sections.ts';
import { clipped, counted, escaped, joinedWithin, listed, mrkdwn, quoted, type Rendered } from '../shared/text.ts';
import { againstFirst } from '../verdict/milestoneStands.ts';
import { fieldLabel, fieldValue } from './fieldChange.ts';

/** Many changes at once, a line each: a plan of twenty milestones is one update, not twenty. */
export function compactUpdate(project: Project, changes: readonly Change[]): Rendered {
  const ofMilestones = changes.filter(({ after }) => after);
  const ofProject = changes.filter(({ after }) => !after).map((change) => projectChangePart(project, change));
  const authors = [...new Set(ofMilestones.map(({ by }) => by.name))];
  const head = `${counted(ofMilestones.length, 'change')} to the milestones of`;
  const lineMax = Math.max(60, Math.floor(MESSAGE_LINES_MAX / changes.length) - 1);
  const lines = ofMilestones.map((change) => escapedLine(project, change, lineMax, authors.length > 1));
  const milestones = [`${head} ${escaped(project.name)} by ${listed(authors.map(escaped))}:`, ...lines];
  return {
    text: joinedWithin([...ofProject.map(({ text }) => text), ...milestones], EDITABLE_TEXT_MAX),
    blocks: [
      ...ofProject.flatMap(({ blocks }) => blocks),
      { type: 'section', text: mrkdwn(`*${head} ${quoted(project.name)}* by ${listed(authors.map(quoted))}`) },
      ...sectionsOf(lines),
    ],
  };
}

/** The number and what was done always fit; of a long title or note the end is cut. */
function escapedLine(project: Project, change: Change, max: number, namesAuthor: boolean): string {
  const { milestoneNumber, after, by, note } = change;
  const author = namesAuthor ? ` by ${clipped(by.name, 30)}` : '';
  const before = clipped(`#${milestoneNumber} ${doneWords(project, change)}${author}`, Math.max(40, max - 20));
  const rest = `${after?.title ?? ''}${note ? ` – “${oneLine(note)}”` : ''}`;
  return `${escaped(before)}: ${escaped(clipped(rest, Math.max(16, max - escaped(before).length - 2)))}`;
}

function doneWords(project: Project, { kind, before, after }: Change): string {
  if (!after) return kind;
  if (kind === 'added') return `added, expected ${dayText(after.due)}`;
  if (kind === 'completed')
    return `completed, ${againstFirst(project, after.completedOn ?? after.due, after.firstDue)}`;
  if (kind === 'removed' || kind === 'reopened') return kind;
  if (kind === 'undone') return undoneWords(before, after);
  const changed = before ? differences(before, after).filter(({ field }) => field !== 'state') : [];
  const words = changed.map(
    (each) => `${fieldLabel(each.field).toLowerCase()} ${fieldValue(each, 'before')} → ${fieldValue(each, 'after')}`,
  );
  return ['changed', ...words].join(', ');
}

/** What an undo made of a milestone, in words that say where it stands now. */
export function undoneWords(before: Change['before'], after: Change['after']): string {
  if (after?.state === 'removed') return 'taken back';
  if (before?.state === 'removed') return `put back, expected ${after === undefined ? '' : dayText(after.due)}`;
  return before?.state === after?.state ? 'put back as it was' : `${after?.state} again`;
}
