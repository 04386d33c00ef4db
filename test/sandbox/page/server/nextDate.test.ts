import { describe, expect, it } from '@jest/globals';
import { nextDate } from '../../../../sandbox/page/server/nextDate.ts';

const said = (text: string) => [{ text, blocks: [] }];

const row = (...cells: string[]) => cells.map((text) => ({ type: 'raw_text', text }));

describe('the next date on the boards', () => {
  it.each([
    ['#1 Draft – expected Fri 4 Dec 2026', '2026-12-04'],
    ['#1 Draft – expected 4 December 2026', '2026-12-04'],
    ['#1 Draft – Tue 1 Sept 2026', undefined],
    ['#1 2026-12-04 open: Draft', '2026-12-04'],
    ['No milestones yet.', undefined],
    ['Room 2026, floor 4, DEC 12', undefined],
  ])('is read from "%s"', (text, day) => {
    expect(nextDate(said(text), '2026-11-25')).toBe(day);
  });

  it('is after today, and the first of several messages', () => {
    const two = [...said('#1 4 Dec 2026\n#2 30 Nov 2026\n#3 25 Nov 2026'), ...said('#1 27 Nov 2026')];
    expect(nextDate(two, '2026-11-25')).toBe('2026-11-27');
    expect(nextDate(two, '2026-12-04')).toBeUndefined();
  });

  it('leaves out what is over', () => {
    expect(nextDate(said('#1 27 Nov 2026 – completed\n#2 28 Nov 2026 done\n#3 4 Dec 2026 – open'), '2026-11-25')).toBe(
      '2026-12-04',
    );
  });

  it('is that of a table where there is one: what else the text says is not due', () => {
    const table = {
      type: 'table',
      rows: [
        row('#', 'Expected', 'State'),
        row('#1', 'Fri 27 Nov 2026', 'Completed'),
        row('#2', 'Fri 4 Dec 2026', 'Open'),
        [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '2026-12-03' }] }],
          },
        ],
      ],
    };
    expect(nextDate([{ text: 'the project ends on 30 Nov 2026', blocks: [table] }], '2026-11-25')).toBe('2026-12-03');
    const short = {
      type: 'table',
      rows: [
        row('State', 'First agreed'),
        row('⚪ Fri\u00a01\u00a0Jan, +3', 'Tue 29 Dec'),
        row('✅ Completed 27 Nov', ''),
      ],
    };
    expect(nextDate([{ text: 'x', blocks: [short] }], '2026-11-25')).toBe('2027-01-01');
    expect(nextDate([{ text: 'x', blocks: [{ type: 'table', rows: 'none' }] }], '2026-11-25')).toBeUndefined();
  });
});
