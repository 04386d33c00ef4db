import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { dayText } from '../shared/dates.ts';
import { clipped, counted, escaped, fairShare } from '../shared/text.ts';
import { movedText, stateText } from '../verdict/milestoneStands.ts';

/** Up to so many completed milestones are all shown. */
const COMPLETED_MAX = 10;
/** How many of more are shown. */
const COMPLETED_SHOWN = 5;
/** Shorter than that a title says nothing. */
const TITLE_MIN = 5;

/** In the order of a board: what is open by its date, then what is completed, the newest first. */
export type Rows = { readonly shown: readonly Milestone[]; readonly folded: readonly Milestone[] };

export function rowsOf(milestones: readonly Milestone[], folds: boolean): Rows {
  const open = milestones
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => a.due.localeCompare(b.due) || a.number - b.number);
  const completed = milestones
    .filter(({ state }) => state === 'completed')
    .toSorted((a, b) => (b.completedOn ?? '').localeCompare(a.completedOn ?? '') || b.number - a.number);
  const kept = folds && completed.length > COMPLETED_MAX ? COMPLETED_SHOWN : completed.length;
  return { shown: [...open, ...completed.slice(0, kept)], folded: completed.slice(kept) };
}

/** "And 12 milestones completed before: #1–#10, #12 and #14. …"; undefined where none is folded. */
export function foldedText(folded: readonly Milestone[]): string | undefined {
  if (folded.length === 0) return undefined;
  const numbers = rangesOf(folded.map(({ number }) => number)).join(', ');
  return `And ${counted(folded.length, 'milestone')} completed before (${numbers}): \`/milestone list\` shows them.`;
}

function rangesOf(numbers: readonly number[]): string[] {
  const ranges: [first: number, last: number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? `#${first}` : `#${first}–#${last}`));
}

/** How one milestone is written around its title. Escaped. */
export type Line = (milestone: Milestone) => { readonly before: string; readonly after: string };

/** One line for each milestone, within so many characters all together; titles are cut where they do not fit. */
export function linesWithin(milestones: readonly Milestone[], budget: number, line: Line) {
  const parts = milestones.map((milestone) => ({ title: milestone.title, ...line(milestone) }));
  const bare = parts.reduce((sum, { before, after }) => sum + before.length + after.length + 1, 0);
  const share = fairShare(
    milestones.map(({ title }) => title),
    budget - bare,
  );
  const lines = parts.map(
    ({ before, title, after }) => `${before}${escaped(clipped(title, Math.max(share, TITLE_MIN)))}${after}`,
  );
  return { lines, share };
}

/** "#3 First draft – expected Fri 4 Dec 2026 – due in 10 working days – first agreed …". */
export function fullLine(project: Pick<Project, 'workingDays'>, today: Day): Line {
  return (milestone) => {
    const moved = movedText(project, milestone, today);
    const stands = `expected ${dayText(milestone.due)} – ${stateText(project, milestone, today)}`;
    return { before: `#${milestone.number} `, after: ` – ${stands}${moved && ` – ${moved}`}` };
  };
}

/** "#3 2026-12-04 open: First draft". */
export function shortLine(today: Day): Line {
  return (milestone) => {
    const unfinished = milestone.due < today ? 'late' : 'open';
    const state = milestone.state === 'completed' ? 'done' : unfinished;
    return { before: `#${milestone.number} ${milestone.due} ${state}: `, after: '' };
  };
}
