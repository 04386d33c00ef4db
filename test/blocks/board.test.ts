import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boardMessage, listMessage } from '../../blocks/board/board.ts';
import { listAnswer } from '../../blocks/milestones/list.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import { checkMessage } from '../../sandbox/slack/limits/check.ts';
import type { BoardTier } from '../../src/board/board.ts';
import { addDays } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

const today = day('2026-11-22');
const project = aProject();
const worstProject = aProject({ name: '&'.repeat(80), timeZone: 'America/Argentina/ComodRivadavia' });
const TIERS: readonly BoardTier[] = ['table', 'sections'];

const ordinary = (number: number): Milestone =>
  aMilestone({ number, title: `Part ${number} of the report`, due: addDays(day('2026-11-10'), number) });
const worst = (number: number): Milestone => aMilestone({ number, title: '<&>'.repeat(50), due: day('2026-11-20') });
const long = (number: number): Milestone => aMilestone({ number, title: '👩‍🚀'.repeat(30), due: day('2026-11-20') });
const done = (milestone: Milestone, completedOn = milestone.due): Milestone => ({
  ...milestone,
  state: 'completed',
  completedOn,
});
const many = (count: number, make: (number: number) => Milestone) =>
  Array.from({ length: count }, (_, i) => make(i + 1));

/** A cell of a table: raw text, or rich text of one section. */
type Cell = { readonly text?: string; readonly elements?: readonly Cell[] };
const wordsOf = ({ text, elements = [] }: Cell): string => text ?? elements.map(wordsOf).join('');
/** The rows of the board's table, without the header: state and date, number and title, first agreed date. */
function rowsOf(shown: Rendered): string[][] {
  const table = shown.blocks.find(({ type }) => type === 'table') as { rows: readonly Cell[][] } | undefined;
  return (table?.rows.slice(1) ?? []).map((row) => row.map((cell) => wordsOf(cell).replaceAll('\u00a0', ' ')));
}
const titleIn = ([, words = '']: readonly string[]) => words.slice(words.indexOf(' ') + 1);
/** The lines below the table, or instead of it. */
function linesOf(shown: Rendered): string[] {
  return shown.blocks.flatMap((block) =>
    block.type === 'section' && block.text?.type === 'plain_text' ? block.text.text.split('\n') : [],
  );
}
const numbersOn = (shown: Rendered) =>
  [
    ...rowsOf(shown).map(([, words = '']) => words.split(' ')[0] ?? ''),
    ...linesOf(shown).map((line) => line.split(' ')[0] ?? ''),
  ]
    .map((number) => Number(number.slice(1)))
    .sort((a, b) => a - b);
const numbersTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('a board', () => {
  const some = [done(ordinary(1), day('2026-11-09')), ordinary(2), ordinary(16), done(ordinary(3), day('2026-11-15'))];

  it.each(TIERS)('says in %s how far the project is and where each milestone stands', (tier) => {
    expect(boardMessage(project, some, today, tier)).toMatchSnapshot();
  });

  it.each([
    ['open', 'Lena and the other experts agree the milestones next; you will see them here.'],
    ['preparing', 'Milestones are not open yet.'],
    ['closed', 'The project is closed. No milestones were agreed.'],
  ] as const)('without milestones, of a project that is %s, says what comes next', (status, words) => {
    const board = boardMessage(aProject({ status }), [], today);
    expect(JSON.stringify(board.blocks)).toContain(words);
    expect(rowsOf(board)).toEqual([]);
  });

  it('begins with what is due first and ends with what was completed', () => {
    const board = boardMessage(project, some, today);
    expect(rowsOf(board)).toEqual([
      ['🟥 Overdue 6 days\nThu 12 Nov', '#2 Part 2 of the report', 'Thu 12 Nov'],
      ['⚪ Thu 26 Nov', '#16 Part 16 of the report', 'Thu 26 Nov'],
      ['✅ Completed\nSun 15 Nov', '#3 Part 3 of the report', 'Fri 13 Nov'],
      ['✅ Completed\nMon 9 Nov, −2', '#1 Part 1 of the report', 'Wed 11 Nov'],
    ]);
  });

  it('says first how the project stands, and why, then counts what is done and names the next date', () => {
    expect(boardMessage(project, some, today).text.split('\n')[0]).toBe(
      [
        'At risk: Atlas is at risk. #2 is overdue by 6 working days. 10 of 16 spare working days left.',
        'The agreed end, Fri 18 Dec, still holds. Point of no return: if #2 is completed after Fri 4 Dec, the end moves.',
        '2 of 4 completed (1 by the first agreed date) · 1 overdue: #2 · next: #16, Thu 26 Nov ·',
        'as of Sun 22 Nov 2026 in Europe/Berlin.',
      ].join(' '),
    );
  });

  it('shows where a date was first agreed, and by how much it moved', () => {
    const moved = [
      aMilestone({ number: 1, firstDue: day('2026-11-27'), due: day('2026-12-02') }),
      aMilestone({ number: 2, firstDue: day('2026-12-09'), due: day('2026-12-07') }),
    ];
    expect(rowsOf(boardMessage(project, moved, today))).toEqual([
      ['⚪ Wed 2 Dec, +3', '#1 First draft', 'Fri 27 Nov'],
      ['⚪ Mon 7 Dec, −2', '#2 First draft', 'Wed 9 Dec'],
    ]);
    expect(boardMessage(project, moved, today, 'sections').text).toContain(
      '#1 First draft – expected Wed 2 Dec 2026 – due in 8 working days – first agreed Fri 27 Nov, moved later by 3 working days\n',
    );
  });

  it('of a closed project says what was not completed', () => {
    const closed = boardMessage(aProject({ status: 'closed' }), some, today);
    expect(closed.text).toMatch(/^Closed: Atlas is closed\. 2 milestones were not completed\. /);
    const all = boardMessage(aProject({ status: 'closed' }), [done(ordinary(1))], today);
    expect(all.text).toMatch(
      /^Finished: Atlas is finished\. Completed on Wed 11 Nov, 27 working days before the agreed end, /,
    );
  });

  it('shows ten completed milestones, and folds the older ones of more', () => {
    const ten = [...many(10, ordinary).map((each) => done(each)), ordinary(11)];
    expect(numbersOn(boardMessage(project, ten, today))).toEqual(numbersTo(11));

    const eleven = [...many(11, ordinary).map((each) => done(each)), ordinary(12)];
    for (const tier of TIERS) {
      const board = boardMessage(project, eleven, today, tier);
      expect(numbersOn(board)).toEqual([7, 8, 9, 10, 11, 12]);
      const words = 'And 6 milestones completed before (#1–#6): `/milestone list` shows them.';
      expect(JSON.stringify(board.blocks)).toContain(words);
      expect(board.text).toContain(words);
    }
    expect(numbersOn(listMessage(project, eleven, today))).toEqual(numbersTo(12));
  });

  it('shows a title as it was typed, in a cell that calls no one', () => {
    const title = 'R&D <!channel> &amp; <@U1>';
    const [row] = rowsOf(boardMessage(project, [aMilestone({ title })], today));
    expect(titleIn(row ?? []).replaceAll('\u200b', '')).toBe(title);
    expect(row?.[1]).not.toMatch(/<[!@#]|&amp;/);
  });

  it('cuts no title that fits, and never through a character', () => {
    const titles = rowsOf(boardMessage(project, many(99, ordinary), today)).map(titleIn);
    expect(titles).toEqual(many(99, ordinary).map(({ title }) => title));
    for (const title of rowsOf(boardMessage(project, many(99, long), today)).map(titleIn)) {
      expect(title.endsWith('…')).toBe(true);
      expect(title).not.toMatch(/[\ud800-\udfff]/u);
    }
  });
});

describe.each([0, 1, 10, 40, 99, 100])('a board of %i milestones', (count) => {
  const KINDS: Readonly<Record<string, (number: number) => Milestone>> = { ordinary, worst, long };
  const cases = Object.entries(KINDS).flatMap(([kind, make]) => TIERS.map((tier) => ({ kind, make, tier })));

  it.each(cases)('keeps the limits and shows all that are open: $kind, $tier', ({ make, tier }) => {
    const board = boardMessage(worstProject, many(count, make), today, tier);
    expect(checkMessage({ ...board }, { method: 'chat.update' })).toEqual([]);
    expect(numbersOn(board)).toEqual(numbersTo(count));
    for (const number of numbersTo(count)) expect(board.text).toMatch(new RegExp(`^#${number} `, 'm'));
  });

  it.each(cases)('keeps the limits where all are completed: $kind, $tier', ({ make, tier }) => {
    const milestones = many(count, make).map((each) => done(each, day('2026-11-21')));
    const board = boardMessage(worstProject, milestones, today, tier);
    expect(checkMessage({ ...board }, { method: 'chat.update' })).toEqual([]);
    expect(numbersOn(board)).toEqual(numbersTo(count).slice(count > 10 ? -5 : 0));
  });

  it.each(cases)('fits a private list, of which nothing is folded: $kind', ({ make }) => {
    const milestones = many(count, make).map((each) => (each.number % 2 ? done(each) : each));
    const list = listAnswer(worstProject, milestones, today, true);
    expect(checkMessage({ ...list }, { method: 'chat.update' })).toEqual([]);
    expect(numbersOn(list)).toEqual(numbersTo(count));
  });
});

it('keeps the limits whatever is on the board', () => {
  const milestone = fc.record({
    title: fc.string({ minLength: 1, maxLength: 150, unit: 'grapheme' }).map((title) => title.slice(0, 150) || 'x'),
    dueIn: fc.integer({ min: -400, max: 3653 }),
    completedIn: fc.option(fc.integer({ min: -400, max: 0 })),
  });
  fc.assert(
    fc.property(fc.array(milestone, { maxLength: 100 }), fc.constantFrom(...TIERS), (drafts, tier) => {
      const milestones = drafts.map(({ title, dueIn, completedIn }, i): Milestone => {
        const open = aMilestone({ number: i + 1, title, due: addDays(today, dueIn) });
        return completedIn === null ? open : done(open, addDays(today, completedIn));
      });
      const board = boardMessage(project, milestones, today, tier);
      expect(checkMessage({ ...board }, { method: 'chat.update' })).toEqual([]);
      expect(JSON.stringify(board)).not.toMatch(/<[!@#]/);
    }),
    { numRuns: 60 },
  );
});
