import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { chars, inHome, inMessage, limits, many, richText } from './samples.ts';

const B = '/blocks/0';
const raw = (text = 'x'): Json => ({ type: 'raw_text', text });
const rows = (height: number, width: number): Json[][] => many(height, () => many(width, () => raw()));
const table = (cells: unknown[][], more: Json = {}): Json => ({ type: 'table', rows: cells, ...more });
const dataTable = (cells: unknown[][], more: Json = {}): Json => ({
  type: 'data_table',
  caption: 'x',
  rows: cells,
  ...more,
});
const number = (more: Json = {}): Json => ({ type: 'raw_number', value: 7, text: '7', ...more });
const ragged = 'all rows must have the same number of cells';

describe('table', () => {
  limits(
    (block) => inMessage(block),
    [
      ['100 rows', table(rows(100, 1)), table(rows(101, 1)), `${B}/rows`, 'no more than 100 items allowed'],
      ['20 cells in a row', table(rows(1, 20)), table(rows(1, 21)), `${B}/rows/0`, 'no more than 20 items allowed'],
      [
        'a cell holds at least 1 character',
        table([[raw()]]),
        table([[raw('')]]),
        `${B}/rows/0/0/text`,
        'must be more than 0 characters',
      ],
      [
        'cells',
        table([[raw(), number(), richText()]]),
        table([[{ type: 'mrkdwn', text: 'x' }]]),
        `${B}/rows/0/0/type`,
        'unsupported type: mrkdwn',
      ],
      [
        'a number and its text',
        table([[number()]]),
        table([[{ type: 'raw_number', value: 7 }]]),
        `${B}/rows/0/0`,
        'missing required field: text',
      ],
      [
        'a number is a number',
        table([[number()]]),
        table([[number({ value: '7' })]]),
        `${B}/rows/0/0/value`,
        'must provide a number',
      ],
      ['rows of one width', table(rows(2, 2)), table([...rows(2, 2), ...rows(1, 1)]), `${B}/rows/2`, ragged],
      [
        '20 column settings',
        table(rows(1, 1), { column_settings: many(20, () => ({ align: 'right' })) }),
        table(rows(1, 1), { column_settings: many(21, () => ({})) }),
        `${B}/column_settings`,
        'no more than 20 items allowed',
      ],
      [
        'alignment',
        table(rows(1, 1), { column_settings: [{ align: 'center', is_wrapped: true }] }),
        table(rows(1, 1), { column_settings: [{ align: 'middle' }] }),
        `${B}/column_settings/0/align`,
        'must be a valid enum value',
      ],
      [
        '10,000 characters',
        table([[raw(chars(5000)), richText(chars(5000))]]),
        table([[raw(chars(5000)), richText(chars(5001))]]),
        `${B}/rows`,
        'must be less than 10001 characters',
      ],
    ],
  );

  test('one in a message, also in a container; two in Home', () => {
    const container = {
      type: 'container',
      title: { type: 'plain_text', text: 'x' },
      child_blocks: [table(rows(1, 1))],
    };
    expect(inMessage(table(rows(1, 1)), table(rows(1, 1)))).toEqual([
      { pointer: '/blocks/1', message: 'only_one_table_allowed' },
    ]);
    expect(inMessage(table(rows(1, 1)), container)).toEqual([
      { pointer: '/blocks/1/child_blocks/0', message: 'only_one_table_allowed' },
    ]);
    expect(inHome(table(rows(1, 1)), table(rows(1, 1)))).toEqual([]);
  });
});

describe('data_table', () => {
  limits(
    (block) => inHome(block),
    [
      ['201 rows', dataTable(rows(201, 1)), dataTable(rows(202, 1)), `${B}/rows`, 'no more than 201 items allowed'],
      ['2 rows', dataTable(rows(2, 1)), dataTable(rows(1, 1)), `${B}/rows`, 'no less than 2 items allowed'],
      ['rows of one width', dataTable(rows(3, 2)), dataTable([...rows(2, 2), ...rows(1, 3)]), `${B}/rows/2`, ragged],
      [
        'caption',
        dataTable(rows(2, 1)),
        { type: 'data_table', rows: rows(2, 1) },
        B,
        'missing required field: caption',
      ],
      [
        'no rich text in the header',
        dataTable([[raw()], [richText()]]),
        dataTable([[richText()], [raw()]]),
        `${B}/rows/0/0/type`,
        'unsupported type: rich_text',
      ],
      [
        'page_size 100',
        dataTable(rows(2, 1), { page_size: 100 }),
        dataTable(rows(2, 1), { page_size: 101 }),
        `${B}/page_size`,
        'must be less than 101',
      ],
      [
        'page_size 1',
        dataTable(rows(2, 1), { page_size: 1 }),
        dataTable(rows(2, 1), { page_size: 0 }),
        `${B}/page_size`,
        'must be greater than 0',
      ],
      [
        'a cell holds at least 1 character',
        dataTable([[raw()], [raw()]]),
        dataTable([[raw()], [raw('')]]),
        `${B}/rows/1/0/text`,
        'must be more than 0 characters',
      ],
      [
        '20,000 characters',
        dataTable([[raw()], [raw(chars(19_999))]]),
        dataTable([[raw()], [raw(chars(20_000))]]),
        `${B}/rows`,
        'must be less than 20001 characters',
      ],
    ],
  );

  test('20 columns', () => {
    expect(inHome(dataTable(rows(2, 20)))).toEqual([]);
    expect(inHome(dataTable(rows(2, 21)))).toEqual(
      [0, 1].map((row) => ({ pointer: `${B}/rows/${row}`, message: 'no more than 20 items allowed' })),
    );
  });
});
