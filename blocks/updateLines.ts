import { type Change, differences } from '../src/domain/change.ts';
import type { Project } from '../src/domain/project.ts';
import { againstExpected, dayText } from './dates.ts';
import { fieldLabel, fieldValue } from './fieldChange.ts';
import { sectionsOf } from './sections.ts';
import { clipped, escaped, joinedWithin, listed, mrkdwn, quoted, type Shown } from './text.ts';

/** What all lines together may take of a message's 12,000 characters. */
const LINES_MAX = 9_000;
/** A message's text may be edited only up to 4,000 characters. */
const TEXT_MAX = 3_700;

/** Many changes at once, a line each: a plan of twenty milestones is one update, not twenty. */
export function compactUpdate(project: Project, changes: readonly Change[]): Shown {
  const authors = [...new Set(changes.map(({ by }) => by.name))];
  const head = `${changes.length} changes to the milestones of`;
  const lineMax = Math.max(60, Math.floor(LINES_MAX / changes.length) - 1);
  const lines = changes.map((change) => escapedLine(change, lineMax));
  return {
    text: joinedWithin([`${head} ${escaped(project.name)} by ${listed(authors.map(escaped))}:`, ...lines], TEXT_MAX),
    blocks: [
      { type: 'section', text: mrkdwn(`*${head} ${quoted(project.name)}* by ${listed(authors.map(quoted))}`) },
      ...sectionsOf(lines),
    ],
  };
}

/** The number and what was done always fit; of a long title the end is cut. */
function escapedLine(change: Change, max: number): string {
  const { milestoneNumber, after } = change;
  const before = `#${milestoneNumber} ${doneWords(change)}`;
  const title = after?.title ?? '';
  return `${escaped(clipped(before, Math.max(40, max - 20)))}: ${escaped(clipped(title, Math.max(16, max - before.length - 2)))}`;
}

function doneWords({ kind, before, after }: Change): string {
  if (!after) return kind;
  if (kind === 'added') return `added, expected ${dayText(after.due)}`;
  if (kind === 'completed') return `completed, ${againstExpected(after.completedOn ?? after.due, after.due)}`;
  if (kind === 'removed' || kind === 'reopened') return kind;
  const changed = before ? differences(before, after).filter(({ field }) => field !== 'state') : [];
  const words = changed.map(
    (each) =>
      `${fieldLabel(each.field).toLowerCase()} ${fieldValue(each, each.before)} → ${fieldValue(each, each.after)}`,
  );
  return [kind === 'undone' ? 'put back' : 'changed', ...words].join(', ');
}
