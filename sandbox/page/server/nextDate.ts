import { record, records, text } from '../../slack/common/json.ts';
import type { Json, Message } from '../../slack/types.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "Fri 4 Dec 2026", "4 December 2026", "2026-12-04"; in a table, where there is little room, "Fri 4 Dec" as well. */
const WRITTEN =
  /\b(\d{1,2})\s(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s(\d{4}))?\b|\b(\d{4}-\d{2}-\d{2})\b/gi;

/** Nothing falls due for what is over. */
const OVER = /\b(completed|done|closed)\b/i;

/**
 * The first day after `today` (YYYY-MM-DD) that these messages name: the first in each row of their tables, or, where there
 * is none, in the lines of their text. Read off the screen as a person would, since Slack knows of no due dates.
 */
export function nextDate(messages: readonly Pick<Message, 'text' | 'blocks'>[], today: string): string | undefined {
  const days = messages.flatMap((message) => {
    const tables = message.blocks.filter(({ type }) => type === 'table' || type === 'data_table');
    const open = (lines: readonly string[]) => lines.filter((line) => !OVER.test(line));
    if (tables.length > 0) return open(tables.flatMap(rowsOf)).flatMap((row) => daysIn(row, today).slice(0, 1));
    return open(message.text.split('\n')).flatMap((line) => daysIn(line));
  });
  return days.filter((day) => day > today).sort()[0];
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

/** `today`: a day without its year is the one nearest to it; without `today` it is left out. */
function daysIn(line: string, today?: string): readonly string[] {
  return [...line.matchAll(WRITTEN)].flatMap(([, day = '', month = '', year, iso]) => {
    if (iso !== undefined) return [iso];
    const number = MONTHS.indexOf(month.toLowerCase()) + 1;
    const within = (which: string | number) => `${which}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (year !== undefined) return [within(year)];
    if (today === undefined) return [];
    const near = [-1, 0, 1].map((years) => within(Number(today.slice(0, 4)) + years));
    const distance = (each: string) => Math.abs(Date.parse(each) - Date.parse(today));
    return near.sort((one, other) => distance(one) - distance(other)).slice(0, 1);
  });
}
