import type { KnownBlock } from '@slack/types';
import type { BoardTier } from '../../src/board/board.ts';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { askBlock } from '../change-requests/askBlock.ts';
import { EDITABLE_TEXT_MAX, MESSAGE_LINES_MAX, TABLE_ROWS } from '../shared/limits.ts';
import { sectionsOf } from '../shared/sections.ts';
import { joinedWithin, mrkdwn, type Rendered } from '../shared/text.ts';
import { headOf } from './boardHead.ts';
import { foldedText, fullLine, linesWithin, type Rows, rowsOf, shortLine } from './boardRows.ts';
import { tableOf } from './boardTable.ts';

/** What the lines below a full table may take. */
const BELOW_TABLE_BUDGET = 600;
/** Below this a title in the text says less than the dates of all the others. */
const TITLE_READABLE = 24;

/** The one message of a project that shows its milestones; edited in place, at least once a day. */
export function boardMessage(
  project: Project,
  milestones: readonly Milestone[],
  today: Day,
  tier: BoardTier = 'table',
): Rendered {
  const rows = rowsOf(milestones, true);
  const shown = shownOf(
    project,
    milestones,
    rows,
    today,
    tier === 'table' ? tableBlocks(project, rows, today) : lineBlocks(project, rows, today),
  );
  return { ...shown, blocks: [...shown.blocks, ...askBlock(project)] };
}

/** All milestones, none folded, for one reader. */
export function listMessage(project: Project, milestones: readonly Milestone[], today: Day): Rendered {
  const rows = rowsOf(milestones, false);
  return shownOf(project, milestones, rows, today, lineBlocks(project, rows, today));
}

function shownOf(
  project: Project,
  milestones: readonly Milestone[],
  rows: Rows,
  today: Day,
  body: readonly KnownBlock[],
): Rendered {
  const head = headOf(project, milestones, today);
  const folded = foldedText(rows.folded);
  const notes = [...(folded ? [folded] : []), ...(isAnyMoved(rows.shown) ? [MOVED_NOTE] : [])];
  const footer = footerText(project);
  const isClosed = project.status === 'closed';
  return {
    text: textOf(project, head.text, rows, today, [...(folded ? [folded] : []), ...(isClosed ? [footer] : [])]),
    blocks: [
      ...head.blocks,
      ...body,
      ...notes.map((note) => ({ type: 'context' as const, elements: [mrkdwn(note)] })),
      { type: 'context', elements: [mrkdwn(footer)] },
    ],
  };
}

const MOVED_NOTE = 'Days are working days. +3: 3 days later than first agreed.';

function isAnyMoved(shown: readonly Milestone[]): boolean {
  return shown.some(({ due, firstDue, completedOn }) => (completedOn ?? due) !== firstDue);
}

/** In the text every milestone has its line: in full where there is room, else number, date, state, some of the title. */
function textOf(project: Project, head: string, { shown }: Rows, today: Day, tail: readonly string[]): string {
  const room = EDITABLE_TEXT_MAX - [head, ...tail].reduce((sum, line) => sum + line.length + 1, 0);
  const full = linesWithin(shown, room, fullLine(project, today));
  const { lines } = full.share >= TITLE_READABLE ? full : linesWithin(shown, room, shortLine(today));
  return [head, ...(lines.length > 0 ? [joinedWithin(lines, room)] : []), ...tail].join('\n');
}

function footerText({ status }: Project): string {
  return status === 'closed' ? 'The project is closed.' : 'Experts change milestones with `/milestone`.';
}

function tableBlocks(project: Project, { shown }: Rows, today: Day): KnownBlock[] {
  if (shown.length === 0) return [];
  const below = linesWithin(shown.slice(TABLE_ROWS), BELOW_TABLE_BUDGET, fullLine(project, today));
  return [tableOf(project, shown.slice(0, TABLE_ROWS), today), ...sectionsOf(below.lines)];
}

function lineBlocks(project: Project, { shown }: Rows, today: Day): KnownBlock[] {
  return sectionsOf(linesWithin(shown, MESSAGE_LINES_MAX, fullLine(project, today)).lines);
}
