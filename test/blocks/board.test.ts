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

type Row = readonly { readonly text: string }[];
/** The rows of the board's table, without the header. */
function rowsOf(shown: Rendered): string[][] {
  const table = shown.blocks.find(({ type }) => type === 'table') as { rows: readonly Row[] } | undefined;
  return (table?.rows.slice(1) ?? []).map((row) => row.map(({ text }) => text));
}
/** The lines below the table, or instead of it. */
function linesOf(shown: Rendered): string[] {
  return shown.blocks.flatMap((block) =>
    block.type === 'section' && block.text?.type === 'plain_text' ? block.text.text.split('\n') : [],
  );
}
const numbersOn = (shown: Rendered) =>
  [...rowsOf(shown).map(([number = '']) => number), ...linesOf(shown).map((line) => line.split(' ')[0] ?? '')]
    .map((number) => Number(number.slice(1)))
    .sort((a, b) => a - b);
const numbersTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('a board', () => {
  const some = [done(ordinary(1), day('2026-11-09')), ordinary(2), ordinary(16), done(ordinary(3), day('2026-11-15'))];

  it.each(TIERS)('says in %s how far the project is and where each milestone stands', (tier) => {
    expect(boardMessage(project, some, today, tier)).toMatchSnapshot();
  });

  it.each([
    ['open', 'No milestones yet. An expert adds the first with `/milestone add`.'],
    ['preparing', 'Milestones are not open yet.'],
    ['closed', 'No milestones were agreed.'],
  ] as const)('without milestones, of a project that is %s, says what comes next', (status, words) => {
    const board = boardMessage(aProject({ status }), [], today);
    expect(JSON.stringify(board.blocks)).toContain(words);
    expect(rowsOf(board)).toEqual([]);
  });

  it('begins with what is due first and ends with what was completed', () => {
    const board = boardMessage(project, some, today);
    expect(rowsOf(board).map(([number, , , state, timing]) => [number, state, timing])).toEqual([
      ['#2', 'Overdue', '10 days late'],
      ['#16', 'Open', 'due in 4 days'],
      ['#3', 'Completed Sun 15 Nov 2026', '2 days late'],
      ['#1', 'Completed Mon 9 Nov 2026', '2 days early'],
    ]);
  });

  it('counts what is done, on time, late and overdue, and names the next date', () => {
    expect(boardMessage(project, some, today).text).toMatch(
      /^Milestones of Atlas\. \*2 of 4 milestones completed\* \(1 on time, 1 late\) · 1 overdue: #2 · next due: #16, Thu 26 Nov 2026, in 4 days · the project ends on Fri 18 Dec 2026\n/,
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
    expect(row?.[1]?.replaceAll('\u200b', '')).toBe(title);
    expect(row?.[1]).not.toMatch(/<[!@#]|&amp;/);
  });

  it('cuts no title that fits, and never through a character', () => {
    const titles = rowsOf(boardMessage(project, many(99, ordinary), today)).map(([, title]) => title);
    expect(titles).toEqual(many(99, ordinary).map(({ title }) => title));
    for (const [, title = ''] of rowsOf(boardMessage(project, many(99, long), today))) {
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
