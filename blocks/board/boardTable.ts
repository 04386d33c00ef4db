import type { KnownBlock, RawTextElement, RichTextBlock, RichTextElement, TableBlock } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { shortDayText } from '../shared/dates.ts';
import { TABLE_MAX } from '../shared/limits.ts';
import { clipped, fairShare, inCell } from '../shared/text.ts';
import { standsOf } from '../verdict/milestoneStands.ts';

/** State and date share the first column: a phone shows them and the title without scrolling sideways. */
const HEADER = ['State', 'Milestone', 'First agreed'];
const TITLE_COLUMN = 1;

/** At most {@link TABLE_ROWS} milestones as a table; titles are cut where all of them do not fit. */
export function tableOf(
  project: Pick<Project, 'workingDays'>,
  milestones: readonly Milestone[],
  today: Day,
): TableBlock & KnownBlock {
  const rows = milestones.map((milestone) => ({ milestone, ...standsOf(project, milestone, today) }));
  const others = rows.map(({ milestone, sign, state, date }) =>
    [sign, state, date, `#${milestone.number}`, shortDayText(milestone.firstDue, today), '    '].join(''),
  );
  const taken = [...HEADER, ...others].reduce((sum, text) => sum + text.length, 0);
  const share = fairShare(
    milestones.map(({ title }) => title),
    TABLE_MAX - taken,
  );
  return {
    type: 'table',
    rows: [
      HEADER.map(raw),
      ...rows.map(({ milestone, sign, state, date }) => [
        cell(
          text(`${sign}\u00a0`),
          ...(state === '' ? [text(unbroken(date))] : [bold(state), text(`\n${unbroken(date)}`)]),
        ),
        cell(bold(`#${milestone.number}`), text(` ${inCell(clipped(milestone.title, share)) || '–'}`)),
        raw(unbroken(shortDayText(milestone.firstDue, today))),
      ]),
    ],
    column_settings: HEADER.map((_, column) => ({ is_wrapped: column === TITLE_COLUMN })),
  };
}

type Words = Extract<RichTextElement, { readonly type: 'text' }>;

function text(words: string): Words {
  return { type: 'text', text: words };
}

function bold(words: string): Words {
  return { type: 'text', text: words, style: { bold: true } };
}

function cell(...elements: Words[]): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

function raw(words: string): RawTextElement {
  return { type: 'raw_text', text: words };
}

/** A date stays on one line. */
function unbroken(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}
