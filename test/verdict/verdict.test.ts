import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verdictWords } from '../../blocks/verdict/verdictText.ts';
import { addDays, type Day, type Weekday } from '../../src/core/day.ts';
import { isWorkingDay, plusWorkingDays, workingDaysBetween } from '../../src/core/workingDays.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { type Calendar, type Verdict, verdictOn } from '../../src/verdict/verdict.ts';
import { worstFirst } from '../../src/verdict/worstFirst.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

const monday = day('2026-11-02');
const weeks = fc.subarray([1, 2, 3, 4, 5, 6, 7] as Weekday[], { minLength: 1 });
const offset = fc.integer({ min: -20, max: 90 });

/** Counted by hand, day after day. */
function countByHand(week: Pick<Calendar, 'workingDays'>, from: Day, to: Day): number {
  if (to < from) return 0 - countByHand(week, to, from);
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(week, at)) count++;
  return count;
}

describe('working days', () => {
  it('between two days agree with those counted by hand, and add up', () => {
    fc.assert(
      fc.property(weeks, offset, offset, offset, (workingDays, a, b, c) => {
        const week = { workingDays };
        const [from, over, to] = [addDays(monday, a), addDays(monday, b), addDays(monday, c)];
        expect(workingDaysBetween(week, from, to)).toBe(countByHand(week, from, to));
        expect(workingDaysBetween(week, from, over) + workingDaysBetween(week, over, to)).toBe(
          workingDaysBetween(week, from, to),
        );
      }),
    );
  });

  it('later or earlier are so many away', () => {
    fc.assert(
      fc.property(weeks, offset, fc.integer({ min: -60, max: 60 }), (workingDays, at, count) => {
        const from = addDays(monday, at);
        const to = plusWorkingDays({ workingDays }, from, count);
        expect(workingDaysBetween({ workingDays }, from, to)).toBe(count);
        if (count !== 0) expect(isWorkingDay({ workingDays }, to)).toBe(true);
      }),
    );
  });
});

type Dates = { readonly first: number; readonly moved: number; readonly isCompleted: boolean };

const plan = fc.record({
  workingDays: weeks,
  end: fc.integer({ min: 5, max: 80 }),
  today: offset,
  stones: fc.array(
    fc.record({
      first: fc.integer({ min: 0, max: 80 }),
      moved: fc.integer({ min: -10, max: 15 }),
      isCompleted: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

function stone({ first, moved, isCompleted }: Dates, index: number): Milestone {
  const dates = { number: index + 1, firstDue: addDays(monday, first), due: addDays(monday, first + moved) };
  return isCompleted ? aMilestone({ ...dates, state: 'completed', completedOn: dates.due }) : aMilestone(dates);
}

function projectOf({ workingDays, end }: { readonly workingDays: readonly Weekday[]; readonly end: number }) {
  return aProject({ workingDays, startDate: monday, completionDate: addDays(monday, end) });
}

const RANK: readonly Verdict['kind'][] = ['finished', 'on-track', 'at-risk', 'late'];

describe('a verdict', () => {
  it('says the last day on which each milestone may be completed: a day more, and the end moves', () => {
    fc.assert(
      fc.property(plan, ({ stones, today, ...dates }) => {
        const project = projectOf(dates);
        const verdict = verdictOn(project, stones.map(stone), addDays(monday, today));
        if (!('next' in verdict)) return;
        const { agreedEnd, canBeMadeUp } = verdict;
        for (const { due, pointOfNoReturn } of [verdict.next, ...verdict.overdue]) {
          /** The end, if it is completed on a day, all that follows takes as long as planned, and what can be is made up. */
          const endIf = (completedOn: Day) =>
            workingDaysBetween(project, verdict.last.due, agreedEnd) +
            canBeMadeUp -
            workingDaysBetween(project, due, completedOn);
          expect(endIf(pointOfNoReturn)).toBeGreaterThanOrEqual(0);
          const next = plusWorkingDays(project, pointOfNoReturn, 1);
          expect(endIf(next)).toBeLessThan(0);
        }
      }),
    );
  });

  it('never becomes better because a date is moved later', () => {
    fc.assert(
      fc.property(plan, fc.nat(), fc.integer({ min: 1, max: 30 }), ({ stones, today, ...dates }, which, by) => {
        const project = projectOf(dates);
        const at = addDays(monday, today);
        const open = stones.filter(({ isCompleted }) => !isCompleted);
        const chosen = open[which % Math.max(1, open.length)];
        const before = stones.map(stone);
        const isAhead = (each: Milestone) => each.due >= at;
        // What is overdue is another matter: a new date makes it due again, and its delay one to make up.
        fc.pre(chosen !== undefined && isAhead(before[stones.indexOf(chosen)] as Milestone));
        const after = stones.map((each) => (each === chosen ? { ...each, moved: each.moved + by } : each)).map(stone);
        const [was, is] = [verdictOn(project, before, at), verdictOn(project, after, at)];
        expect(RANK.indexOf(is.kind)).toBeGreaterThanOrEqual(RANK.indexOf(was.kind));
      }),
    );
  });

  it('never becomes better because a day passes', () => {
    fc.assert(
      fc.property(plan, ({ stones, today, ...dates }) => {
        const project = projectOf(dates);
        const milestones = stones.map(stone);
        const [was, is] = [0, 1].map((ahead) => verdictOn(project, milestones, addDays(monday, today + ahead)).kind);
        expect(RANK.indexOf(is as Verdict['kind'])).toBeGreaterThanOrEqual(RANK.indexOf(was as Verdict['kind']));
      }),
    );
  });

  it.each([
    ['the last on the agreed end, nothing late', '2026-12-18', '2026-12-18', '2026-12-01', 'on-track'],
    ['the last after the agreed end from the start', '2026-12-22', '2026-12-22', '2026-12-01', 'late'],
    ['a first delay in a plan without spare days', '2026-12-18', '2026-12-21', '2026-12-01', 'at-risk'],
    ['more delay than can be made up', '2026-12-18', '2026-12-25', '2026-12-01', 'late'],
    ['the agreed end passed, on a day off', '2026-12-18', '2026-12-18', '2026-12-19', 'late'],
  ])('of a plan with %s', (_, firstDue, due, today, kind) => {
    const milestones = [aMilestone({ firstDue: day(firstDue), due: day(due) })];
    expect(verdictOn(aProject(), milestones, day(today)).kind).toBe(kind);
  });

  it('of a plan that was too late from the start, and holds the agreed end now, promises nothing to make up', () => {
    const moved = [aMilestone({ firstDue: day('2026-12-22'), due: day('2026-12-18') })];
    const verdict = verdictOn(aProject(), moved, day('2026-12-01'));
    expect(verdictWords(aProject(), verdict, day('2026-12-01')).reasons[0]).toBe(
      'No spare working days. The agreed end, Fri 18 Dec, still holds.',
    );
  });

  it('takes no account of removed milestones', () => {
    const removed = aMilestone({ state: 'removed', due: day('2027-01-29') });
    expect(verdictOn(aProject(), [removed], monday).kind).toBe('no-milestones');
    const open = aMilestone({ number: 2, due: day('2026-12-14') });
    expect(verdictOn(aProject(), [removed, open], monday).kind).toBe('on-track');
  });
});

it('puts the worst project first', () => {
  const [early, late] = [aMilestone({ due: day('2026-12-16') }), aMilestone({ due: day('2026-12-17') })];
  const on = (milestones: readonly Milestone[], today: string) => verdictOn(aProject(), milestones, day(today));
  const all: readonly Verdict[] = [
    on([early], '2026-12-31'),
    on([early], '2026-12-30'),
    on([early], '2026-12-17'),
    on([late], '2026-12-18'),
    on([], '2026-12-01'),
    on([early], '2026-12-01'),
    on([late], '2026-12-01'),
    on([aMilestone({ state: 'completed', completedOn: day('2026-12-01') })], '2026-12-01'),
  ];
  expect(all.map(({ kind }) => kind)).toEqual([
    'late',
    'late',
    'at-risk',
    'at-risk',
    'no-milestones',
    'on-track',
    'on-track',
    'finished',
  ]);
  expect(all.toReversed().toSorted(worstFirst)).toEqual(all);
});
