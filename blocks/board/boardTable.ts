import type { KnownBlock, TableBlock } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { milestoneStatus } from '../milestones/milestoneLine.ts';
import { dayText } from '../shared/dates.ts';
import { TABLE_MAX } from '../shared/limits.ts';
import { clipped, fairShare, inCell } from '../shared/text.ts';

const HEADER = ['#', 'Milestone', 'Expected', 'State', 'Timing'];
const TITLE_COLUMN = 1;

/** At most {@link TABLE_ROWS} milestones as a table; titles are cut where all of them do not fit. */
export function tableOf(milestones: readonly Milestone[], today: Day): TableBlock & KnownBlock {
  const rows = milestones.map((milestone) => cellsOf(milestone, today));
  const others = [HEADER, ...rows].flat().reduce((sum, text) => sum + text.length, 0);
  const titles = milestones.map(({ title }) => title);
  const share = fairShare(titles, TABLE_MAX - others);
  const filled = rows.map((row, index) => row.with(TITLE_COLUMN, inCell(clipped(titles[index] ?? '', share)) || '–'));
  return {
    type: 'table',
    rows: [HEADER, ...filled].map((row) => row.map((text) => ({ type: 'raw_text', text }))),
    column_settings: HEADER.map((_, column) => ({ is_wrapped: column === TITLE_COLUMN })),
  };
}

function cellsOf(milestone: Milestone, today: Day): string[] {
  const { state, timing } = milestoneStatus(milestone, today);
  return [`#${milestone.number}`, '', dayText(milestone.due), state, timing];
}
