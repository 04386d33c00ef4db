/** Tables: docs.slack.dev/reference/block-kit/blocks/table-block and …/data-table-block */
import { RICH_TEXT } from './richtext.ts';
import type { Rule, Shape, Violation } from './schema.ts';
import { arrayOf, choice, decimal, flag, isObject, list, object, text, typed, whole } from './schema.ts';
import { visibleCharacters } from './walk.ts';

// Cells: raw_text and raw_number hold at least 1 character.
const RAW = {
  raw_text: { needs: { text: text(1) } },
  raw_number: { needs: { value: decimal, text: text(1) } },
};
const cell = typed({ ...RAW, rich_text: RICH_TEXT });

/** Ragged rows are refused (vercel/chat#194; data-table-block: "all rows must have the same number of values"). */
const evenRows: Rule = (table, at) => {
  const rows = arrayOf(table.rows).map((row) => arrayOf(row).length);
  return rows.flatMap((length, index) =>
    length === rows[0]
      ? []
      : [{ pointer: `${at}/rows/${index}`, message: 'all rows must have the same number of cells' }],
  );
};

const plainHeader: Rule = (table, at) =>
  arrayOf(arrayOf(table.rows)[0]).flatMap((header, index): readonly Violation[] =>
    isObject(header) && header.type === 'rich_text'
      ? [{ pointer: `${at}/rows/0/${index}/type`, message: 'unsupported type: rich_text' }]
      : [],
  );

const together =
  (max: number): Rule =>
  (table, at) =>
    visibleCharacters(table.rows) > max
      ? [{ pointer: `${at}/rows`, message: `must be less than ${max + 1} characters` }]
      : [];

// table-block: 100 rows of 20 cells, column_settings 20; 10,000 characters.
export const TABLE: Shape = {
  needs: { rows: list(list(cell, 0, 20), 0, 100) },
  may: {
    block_id: text(1, 255),
    column_settings: list(object({ may: { align: choice('left', 'center', 'right'), is_wrapped: flag } }), 0, 20),
  },
  rules: [evenRows, together(10_000)],
  on: ['message', 'home'],
};

// data-table-block: 2-201 rows with the header (the page says 101, Slack's validator takes 201), 1-20 columns, page_size
// 1-100, 20,000 characters: slackblocks spec/limits.json, probed against Slack's blocks.validate.
export const DATA_TABLE: Shape = {
  needs: { rows: list(list(cell, 1, 20), 2, 201), caption: text(1) },
  may: { block_id: text(1, 255), page_size: whole(1, 100), row_header_column_index: whole(0) },
  rules: [evenRows, plainHeader, together(20_000)],
  on: ['message', 'home'],
};
