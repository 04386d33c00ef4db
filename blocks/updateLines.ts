import { type Change, differences } from '../src/domain/change.ts';
import type { Project } from '../src/domain/project.ts';
import { againstExpected, dayText } from './dates.ts';
import { fieldLabel, fieldValue } from './fieldChange.ts';
import { projectChangePart } from './projectChange.ts';
import { sectionsOf } from './sections.ts';
import { clipped, counted, escaped, joinedWithin, listed, mrkdwn, quoted, type Shown } from './text.ts';

/** What all lines together may take of a message's 12,000 characters. */
const LINES_MAX = 9_000;
/** A message's text may be edited only up to 4,000 characters. */
const TEXT_MAX = 3_700;

/** Many changes at once, a line each: a plan of twenty milestones is one update, not twenty. */
export function compactUpdate(project: Project, changes: readonly Change[]): Shown {
  const ofMilestones = changes.filter(({ after }) => after);
  const ofProject = changes.filter(({ after }) => !after).map((change) => projectChangePart(project, change));
  const authors = [...new Set(ofMilestones.map(({ by }) => by.name))];
  const head = `${counted(ofMilestones.length, 'change')} to the milestones of`;
  const lineMax = Math.max(60, Math.floor(LINES_MAX / changes.length) - 1);
  const lines = ofMilestones.map((change) => escapedLine(change, lineMax, authors.length > 1));
  const milestones = [`${head} ${escaped(project.name)} by ${listed(authors.map(escaped))}:`, ...lines];
  return {
    text: joinedWithin([...ofProject.map(({ text }) => text), ...milestones], TEXT_MAX),
    blocks: [
      ...ofProject.flatMap(({ blocks }) => blocks),
      { type: 'section', text: mrkdwn(`*${head} ${quoted(project.name)}* by ${listed(authors.map(quoted))}`) },
      ...sectionsOf(lines),
    ],
  };
}

/** The number and what was done always fit; of a long title or note the end is cut. */
function escapedLine(change: Change, max: number, namesAuthor: boolean): string {
  const { milestoneNumber, after, by, note } = change;
  const author = namesAuthor ? ` by ${clipped(by.name, 30)}` : '';
  const before = clipped(`#${milestoneNumber} ${doneWords(change)}${author}`, Math.max(40, max - 20));
  const rest = `${after?.title ?? ''}${note ? ` – “${note}”` : ''}`;
  return `${escaped(before)}: ${escaped(clipped(rest, Math.max(16, max - escaped(before).length - 2)))}`;
}

function doneWords({ kind, before, after }: Change): string {
  if (!after) return kind;
  if (kind === 'added') return `added, expected ${dayText(after.due)}`;
  if (kind === 'completed') return `completed, ${againstExpected(after.completedOn ?? after.due, after.due)}`;
  if (kind === 'removed' || kind === 'reopened') return kind;
  if (kind === 'undone') return undoneWords(before, after);
  const changed = before ? differences(before, after).filter(({ field }) => field !== 'state') : [];
  const words = changed.map(
    (each) =>
      `${fieldLabel(each.field).toLowerCase()} ${fieldValue(each, each.before)} → ${fieldValue(each, each.after)}`,
  );
  return ['changed', ...words].join(', ');
}

/** What an undo made of a milestone, in words that say where it stands now. */
export function undoneWords(before: Change['before'], after: Change['after']): string {
  if (after?.state === 'removed') return 'taken back';
  if (before?.state === 'removed') return `put back, expected ${dayText(after?.due ?? '')}`;
  return before?.state === after?.state ? 'put back as it was' : `${after?.state} again`;
}
