import type { KnownBlock } from '@slack/types';
import type { BoardTier } from '../../src/board/board.ts';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { askBlock } from '../change-requests/askBlock.ts';
import { dayText } from '../shared/dates.ts';
import { EDITABLE_TEXT_MAX, MESSAGE_LINES_MAX, TABLE_ROWS } from '../shared/limits.ts';
import { sectionsOf } from '../shared/sections.ts';
import { clipped, escaped, joinedWithin, mrkdwn, plain, quoted, type Rendered } from '../shared/text.ts';
import { progressText } from './boardProgress.ts';
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
    tier === 'table' ? tableBlocks(rows, today) : lineBlocks(rows, today),
  );
  return { ...shown, blocks: [...shown.blocks, ...askBlock(project)] };
}

/** All milestones, none folded, for one reader. */
export function listMessage(project: Project, milestones: readonly Milestone[], today: Day): Rendered {
  const rows = rowsOf(milestones, false);
  return shownOf(project, milestones, rows, today, lineBlocks(rows, today));
}

function shownOf(
  project: Project,
  milestones: readonly Milestone[],
  rows: Rows,
  today: Day,
  body: readonly KnownBlock[],
): Rendered {
  const progress = progressText(project, milestones, today);
  const head = `Milestones of ${project.name}`;
  const folded = foldedText(rows.folded);
  const footer = footerText(project, today);
  return {
    text: textOf(`${escaped(head)}. ${progress}`, rows, today, [
      ...(milestones.length > 0 ? [] : [noneYet(project).replaceAll('`', '')]),
      ...(folded ? [folded] : []),
      escaped(footer),
    ]),
    blocks: [
      { type: 'header', text: plain(clipped(head, 140)) },
      { type: 'section', text: mrkdwn(progress) },
      { type: 'divider' },
      ...(milestones.length > 0 ? body : [{ type: 'section' as const, text: mrkdwn(noneYet(project)) }]),
      ...(folded ? [{ type: 'context' as const, elements: [mrkdwn(folded)] }] : []),
      { type: 'context', elements: [mrkdwn(quoted(footer))] },
    ],
  };
}

/** In the text every milestone has its line: in full where there is room, else number, date, state, some of the title. */
function textOf(head: string, { shown }: Rows, today: Day, tail: readonly string[]): string {
  const room = EDITABLE_TEXT_MAX - [head, ...tail].reduce((sum, line) => sum + line.length + 1, 0);
  const full = linesWithin(shown, room, fullLine(today));
  const { lines } = full.share >= TITLE_READABLE ? full : linesWithin(shown, room, shortLine(today));
  return [head, ...(lines.length > 0 ? [joinedWithin(lines, room)] : []), ...tail].join('\n');
}

function footerText({ timeZone, status }: Project, today: Day): string {
  const who = status === 'closed' ? 'The project is closed.' : 'Experts change milestones with /milestone.';
  return `As of ${dayText(today)}, dates in ${timeZone}. ${who}`;
}

function noneYet({ status }: Project): string {
  if (status === 'open') return 'No milestones yet. An expert adds the first with `/milestone add`.';
  return status === 'closed' ? 'No milestones were agreed.' : 'Milestones are not open yet.';
}

function tableBlocks({ shown }: Rows, today: Day): KnownBlock[] {
  if (shown.length === 0) return [];
  const below = linesWithin(shown.slice(TABLE_ROWS), BELOW_TABLE_BUDGET, fullLine(today));
  return [tableOf(shown.slice(0, TABLE_ROWS), today), ...sectionsOf(below.lines)];
}

function lineBlocks({ shown }: Rows, today: Day): KnownBlock[] {
  return sectionsOf(linesWithin(shown, MESSAGE_LINES_MAX, fullLine(today)).lines);
}
