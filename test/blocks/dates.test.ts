import { describe, expect, it } from '@jest/globals';
import { againstExpected, dayInFull } from '../../blocks/shared/dates.ts';
import { day } from '../support/day.ts';

describe('a date', () => {
  it.each([
    ['2026-12-04', 'Fri 4 Dec 2026, in 12 days'],
    ['2026-11-23', 'Mon 23 Nov 2026, tomorrow'],
    ['2026-11-22', 'Sun 22 Nov 2026, today'],
    ['2026-11-21', 'Sat 21 Nov 2026, yesterday'],
    ['2026-11-01', 'Sun 1 Nov 2026, 21 days ago'],
    ['2027-09-30', 'Thu 30 Sep 2027, in 312 days'],
  ])('%s is echoed in full: %s', (each, expected) => expect(dayInFull(day(each), day('2026-11-22'))).toBe(expected));

  it.each([
    ['2026-12-04', 'on time'],
    ['2026-12-05', '1 day late'],
    ['2026-12-01', '3 days early'],
  ])('%s against 2026-12-04 is %s', (each, expected) =>
    expect(againstExpected(day(each), day('2026-12-04'))).toBe(expected),
  );
});
