import { record, records, text } from '../../slack/common/json.ts';
import type { Json, Message } from '../../slack/types.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "Fri 4 Dec 2026", "4 December 2026", "2026-12-04". */
const WRITTEN =
  /\b(\d{1,2}) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{4})\b|\b(\d{4}-\d{2}-\d{2})\b/gi;

/** Nothing falls due for what is over. */
const OVER = /\b(completed|done|closed)\b/i;

/**
 * The first day after `today` (YYYY-MM-DD) that these messages name: in the rows of their tables, or, where there is
 * none, in the lines of their text. Read off the screen as a person would, since Slack knows of no due dates.
 */
export function nextDate(messages: readonly Pick<Message, 'text' | 'blocks'>[], today: string): string | undefined {
  const days = messages.flatMap(linesOf).flatMap((line) => (OVER.test(line) ? [] : daysIn(line)));
  return days.filter((day) => day > today).sort()[0];
}

function linesOf({ text: written, blocks }: Pick<Message, 'text' | 'blocks'>): readonly string[] {
  const tables = blocks.filter(({ type }) => type === 'table' || type === 'data_table');
  return tables.length > 0 ? tables.flatMap(rowsOf) : written.split('\n');
}

function rowsOf(table: Json): readonly string[] {
  const rows: readonly unknown[] = Array.isArray(table.rows) ? table.rows : [];
  return rows.map((row) => records(row).map(cellText).join(' | '));
}

function cellText(cell: Json): string {
  return (
    text(cell.text) ??
    records(cell.elements)
      .map((part) => cellText(record(part)))
      .join('')
  );
}

function daysIn(line: string): readonly string[] {
  return [...line.matchAll(WRITTEN)].map(([, day = '', month = '', year, iso]) => {
    const number = MONTHS.indexOf(month.toLowerCase()) + 1;
    return iso ?? `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  });
}
