import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day, type Weekday } from '../../src/core/day.ts';
import { lastDayOf, proposePlan } from '../../src/milestones/proposePlan.ts';
import { day } from '../support/day.ts';

const WORKING_WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];
const from = (startDate: Day, completionDate: Day, workingDays = WORKING_WEEK) => ({
  startDate,
  completionDate,
  workingDays,
});
const daysOf = (...args: Parameters<typeof proposePlan>) => proposePlan(...args).map(({ due }) => due);

describe('a proposed plan', () => {
  it('has a date for each working day of a project of a week', () => {
    expect(daysOf(from(day('2026-11-23'), day('2026-11-27')), day('2026-11-22'))).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ]);
    expect(daysOf(from(day('2026-11-25'), day('2026-12-02')), day('2026-11-22'))).toEqual([
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
    ]);
  });

  it('has one for each week of a longer project, the last on the completion date', () => {
    expect(daysOf(from(day('2026-11-16'), day('2026-12-18')), day('2026-11-16'))).toEqual([
      '2026-11-20',
      '2026-11-27',
      '2026-12-04',
      '2026-12-11',
      '2026-12-18',
    ]);
  });

  it('begins today in a project that runs already', () => {
    expect(daysOf(from(day('2026-11-16'), day('2026-12-18')), day('2026-12-04'))).toEqual([
      day('2026-12-11'),
      day('2026-12-18'),
    ]);
    expect(daysOf(from(day('2026-11-23'), day('2026-11-27')), day('2026-11-26'))).toEqual([
      day('2026-11-26'),
      day('2026-11-27'),
    ]);
  });

  it('ends on the last working day where the completion date is a day off', () => {
    expect(daysOf(from(day('2026-11-16'), day('2026-12-06')), day('2026-11-22')).at(-1)).toBe(day('2026-12-04'));
  });

  it('proposes no date twice', () => {
    const present = [{ due: day('2026-12-04') }, { due: day('2026-12-18') }];
    expect(daysOf(from(day('2026-11-16'), day('2026-12-18')), day('2026-11-22'), present)).toEqual([
      day('2026-11-27'),
      day('2026-12-11'),
    ]);
  });

  it('is empty when the project is over', () => {
    expect(daysOf(from(day('2026-11-02'), day('2026-11-20')), day('2026-11-22'))).toEqual([]);
    expect(daysOf(from(day('2026-11-02'), day('2026-11-22')), day('2026-11-22'))).toEqual([]);
  });

  it('of any project is in order, of working days from today on, fits the board and ends as it should', () => {
    const anyDay = fc.integer({ min: 0, max: 2000 }).map((days) => addDays(day('2026-01-01'), days));
    const workingDays = fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 });
    const present = fc.array(
      anyDay.map((due) => ({ due })),
      { maxLength: 100 },
    );
    fc.assert(
      fc.property(anyDay, fc.nat(2000), workingDays, anyDay, present, (start, length, working, today, taken) => {
        const project = from(start, addDays(start, length), working);
        const days = daysOf(project, today, taken);
        const all = daysOf(project, today);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.length + taken.length).toBeLessThanOrEqual(100);
        for (const due of days) {
          expect(due >= today && due >= start && due <= project.completionDate).toBe(true);
          expect(working).toContain(((new Date(`${due}T00:00:00Z`).getUTCDay() + 6) % 7) + 1);
        }
        if (all.length > 0) expect(all.at(-1)).toBe(lastDayOf(project));
      }),
    );
  });
});
