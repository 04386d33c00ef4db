import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../src/core/day.ts';
import { addDays, dayAt, daysBetween, parseDay, startOfDay, weekdayOf } from '../../src/core/day.ts';
import { timeZoneMeant, timeZoneNamed } from '../../src/core/timeZone.ts';
import { day } from '../support/day.ts';

/** What a damaged document may hold. */
const NO_DAY = 'no day' as Day;

describe('parseDay', () => {
  it.each(['2026-12-04', '2028-02-29', '2026-01-01'])('reads %s', (text) => expect(parseDay(text)).toBe(text));
  it.each([
    '2026-02-30',
    '2027-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-4',
    '04.12.2026',
    '',
    '2026-12-04T00:00',
    '+002026-12-04',
  ])('refuses %j', (text) => expect(parseDay(text)).toBeUndefined());
});

describe('a day', () => {
  it.each([
    ['2026-11-22T22:59:59Z', 'Europe/Berlin', '2026-11-22'],
    ['2026-11-22T23:00:00Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-22T09:59:59Z', 'Pacific/Kiritimati', '2026-11-22'],
    ['2026-11-22T10:00:00Z', 'Pacific/Kiritimati', '2026-11-23'],
    ['2026-11-22T05:00:00Z', 'America/New_York', '2026-11-22'],
    ['2026-11-22T04:59:59Z', 'America/New_York', '2026-11-21'],
  ])('at %s in %s is %s', (instant, zone, day) => expect(dayAt(new Date(instant), zone)).toBe(day));

  it('begins at the first instant there is where clocks skip midnight', () => {
    expect(startOfDay(day('2018-11-04'), 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  it('has the weekday of the calendar', () => {
    expect(weekdayOf(day('2026-11-22'))).toBe(7);
    expect(weekdayOf(day('2026-12-04'))).toBe(5);
  });
});

const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(day('2000-01-01'), n));
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

it('holds for all days and zones: a day begins within itself, and the instant before belongs to the day before', () => {
  fc.assert(
    fc.property(days, zones, (day, zone) => {
      const start = startOfDay(day, zone);
      expect(dayAt(start, zone)).toBe(day);
      expect(dayAt(new Date(start.getTime() - 1), zone) < day).toBe(true);
    }),
  );
});

it('adds days, counts them and knows their weekdays as Temporal does', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -800_000, max: 3_000_000 }), (day, n) => {
      const date = Temporal.PlainDate.from(day).add({ days: n });
      const other = addDays(day, n);
      expect(other).toBe(date.toString());
      expect(daysBetween(day, other)).toBe(n);
      expect(weekdayOf(other)).toBe(date.dayOfWeek);
    }),
  );
});

it.each([
  ['adds to', () => addDays(NO_DAY, 1)],
  ['counts from', () => daysBetween(NO_DAY, day('2026-12-04'))],
  ['counts to', () => daysBetween(day('2026-12-04'), NO_DAY)],
  ['names the weekday of', () => weekdayOf(NO_DAY)],
])('%s no date of a damaged document', (_name, reckon) => expect(reckon).toThrow(RangeError));

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  [' europe/berlin ', 'Europe/Berlin'],
  ['UTC', 'UTC'],
  ['Mars/Olympus', undefined],
  ['PST', undefined],
  ['EST', undefined],
  ['MST', undefined],
  ['+01:00', undefined],
  ['Etc/GMT+5', undefined],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['IST', undefined],
  ['', undefined],
])('%j is the time zone %s', (name, zone) => expect(timeZoneNamed(name)).toBe(zone));

it.each([
  ['EST', 'America/New_York'],
  ['mst', 'America/Denver'],
  ['+01:00', 'Europe/Berlin'],
  ['UTC+1', 'Europe/Berlin'],
  ['GMT-5', 'America/New_York'],
  ['+05:30', 'Asia/Kolkata'],
  ['Etc/GMT+5', 'America/New_York'],
  ['Etc/GMT-1', 'Europe/Berlin'],
  ['CEST', 'Europe/Berlin'],
  ['Mars/Olympus', undefined],
  ['', undefined],
])('%j means the clocks of %s', (typed, place) => expect(timeZoneMeant(typed)).toBe(place));
