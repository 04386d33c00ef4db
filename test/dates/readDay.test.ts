import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day, parseDay } from '../../src/core/day.ts';
import { type DayReading, readDayWords, readWholeDay } from '../../src/dates/readDay.ts';
import type { Calendar } from '../../src/dates/span.ts';
import { day } from '../support/day.ts';

const coming = (today: Day): Calendar => ({ today, wanted: 'coming', workingDays: [1, 2, 3, 4, 5] });
const SUNDAY = day('2026-11-22');
const WEDNESDAY = day('2026-11-25');
const FRIDAY = day('2026-11-27');
const SATURDAY = day('2026-11-28');

/** A reading in short: the day, or both, or what it is instead; then the rest. */
function inShort(reading: DayReading): string {
  if (reading.kind === 'none') return 'none';
  if (reading.kind === 'problem') return `${reading.problem} ${reading.typed} | ${reading.rest}`;
  const days = reading.kind === 'day' ? reading.day : reading.days.join(' or ');
  return `${days} | ${reading.rest}`;
}

describe('a date at the beginning of words', () => {
  it.each([
    // In figures, with a year.
    ['2026-12-04 First draft', '2026-12-04 | First draft'],
    ['2026-12-04', '2026-12-04 | '],
    ['2026–12–04 First draft', '2026-12-04 | First draft'],
    ['2026—12—04 First draft', '2026-12-04 | First draft'],
    ['2026‑12‑04 First draft', '2026-12-04 | First draft'],
    ['2026-2-4 First draft', '2026-02-04 | First draft'],
    ['2026/12/04 First draft', '2026-12-04 | First draft'],
    ['“2026-12-04” First draft', '2026-12-04 | First draft'],
    ['2026-12-04: First draft', '2026-12-04 | First draft'],
    ['2026-12-04, First draft', '2026-12-04 | First draft'],
    ['2026-12-04 - First draft', '2026-12-04 | First draft'],
    ['2026-12-04 -- what', '2026-12-04 | -- what'],
    ['2020-01-01 First draft', '2020-01-01 | First draft'],
    ['2026-02-30 First draft', 'impossible 2026-02-30 | First draft'],
    ['2026-13-01', 'impossible 2026-13-01 | '],
    ['2026-12-04T10:00 First draft', '2026-12-04 | First draft'],
    // Day and month in figures: two readings, unless only one of them is a day to come.
    ['04/12 First draft', '2026-12-04 or 2027-04-12 | First draft'],
    ['4/12 First draft', '2026-12-04 or 2027-04-12 | First draft'],
    ['04/12/2027 First draft', '2027-04-12 or 2027-12-04 | First draft'],
    ['04/12/2026 First draft', '2026-12-04 | First draft'],
    ['13/12 First draft', '2026-12-13 | First draft'],
    ['12/13 First draft', '2026-12-13 | First draft'],
    ['05/05 First draft', '2027-05-05 | First draft'],
    ['04-12-2027 First draft', '2027-04-12 or 2027-12-04 | First draft'],
    ['31/02 First draft', 'impossible 31/02 | First draft'],
    ['4.12. First draft', '2026-12-04 | First draft'],
    ['4.12.2026 First draft', '2026-12-04 | First draft'],
    ['29.2. First draft', '2028-02-29 | First draft'],
    ['31.4. First draft', 'impossible 31.4. | First draft'],
    ['Fri 04/12 First draft', '2026-12-04 | First draft'],
    ['24/7 support', 'none'],
    ['4.12 release', 'none'],
    ['1.2.10 release', 'none'],
    ['04/12/26 First draft', '2026-12-04 | First draft'],
    ['10-12 interviews', 'none'],
    // With the name of the month.
    ['4 Dec First draft', '2026-12-04 | First draft'],
    ['4 dec 2026 First draft', '2026-12-04 | First draft'],
    ['Dec 4 First draft', '2026-12-04 | First draft'],
    ['December 4th, 2026: First draft', '2026-12-04 | First draft'],
    ['4th of December First draft', '2026-12-04 | First draft'],
    ['on 4 Dec First draft', '2026-12-04 | First draft'],
    ['by 4 Dec First draft', '2026-12-04 | First draft'],
    ['4 Sept First draft', '2027-09-04 | First draft'],
    ['22 Nov First draft', '2026-11-22 | First draft'],
    ['21 Nov First draft', '2026-11-21 | First draft'],
    ['20 Sept First draft', '2027-09-20 | First draft'],
    ['29 Feb First draft', '2028-02-29 | First draft'],
    ['29 Feb 2027 First draft', 'impossible 29 Feb 2027 | First draft'],
    ['31 Feb First draft', 'impossible 31 Feb | First draft'],
    ['Fri 4 Dec 2026 First draft', '2026-12-04 | First draft'],
    ['Friday, December 4 First draft', '2026-12-04 | First draft'],
    ['Thu 4 Dec 2026 First draft', 'weekday Thu 4 Dec 2026 | First draft'],
    ['4 Dec 26 First draft', 'short-year 4 Dec 26 | First draft'],
    ['4 Dec 10 interviews', '2026-12-04 | 10 interviews'],
    ['4 Dec – 8 Dec Workshop', 'range 4 Dec – 8 Dec | Workshop'],
    ['4 Dec to 8 Dec Workshop', 'range 4 Dec to 8 Dec | Workshop'],
    ['4-6 Dec Workshop', 'range 4-6 Dec | Workshop'],
    // As people say it.
    ['today First draft', '2026-11-22 | First draft'],
    ['Tomorrow: First draft', '2026-11-23 | First draft'],
    ['day after tomorrow First draft', '2026-11-24 | First draft'],
    ['in two weeks First draft', '2026-12-06 | First draft'],
    ['in 3 days First draft', '2026-11-25 | First draft'],
    ["in 2 weeks' time First draft", '2026-12-06 | First draft'],
    ['in a month First draft', '2026-12-22 | First draft'],
    ['two weeks from now First draft', '2026-12-06 | First draft'],
    ['end of month First draft', '2026-11-30 | First draft'],
    ['end of the month, First draft', '2026-11-30 | First draft'],
    ['in 2 hours First draft', 'none'],
    ["today's report", 'none'],
    // Words that begin like a date.
    ['First draft', 'none'],
    ['March report', 'none'],
    ['May be late', 'none'],
    ['Dec 2026 report', 'vague Dec 2026 | report'],
    ['10 interviews', 'none'],
    ['3 marketing plans', 'none'],
    ['Second draft', 'none'],
    ['Sun simulation', 'none'],
    ['Sat nav', 'none'],
    ['Wed couple survey', 'none'],
    ['Monday.com set-up', 'none'],
    ['Fridays for research', 'none'],
    ['Monthly report', 'none'],
    ['Next week First draft', 'vague Next week | First draft'],
    ['In-house training', 'none'],
    ['', 'none'],
  ])('%j on a Sunday', (words, expected) => expect(inShort(readDayWords(words, coming(SUNDAY)))).toBe(expected));
});

describe('a weekday', () => {
  it.each([
    [WEDNESDAY, 'friday First draft', '2026-11-27 | First draft'],
    [WEDNESDAY, 'Fri First draft', '2026-11-27 | First draft'],
    [WEDNESDAY, 'this Friday First draft', '2026-11-27 | First draft'],
    [WEDNESDAY, 'Monday First draft', '2026-11-30 | First draft'],
    [WEDNESDAY, 'sat: First draft', '2026-11-28 | First draft'],
    [WEDNESDAY, 'sun', '2026-11-29 | '],
    [WEDNESDAY, 'on saturday First draft', '2026-11-28 | First draft'],
    [FRIDAY, 'friday First draft', '2026-11-27 or 2026-12-04 | First draft'],
    [FRIDAY, 'Friday', '2026-11-27 or 2026-12-04 | '],
    [FRIDAY, 'next friday First draft', '2026-12-04 | First draft'],
    [WEDNESDAY, 'next friday First draft', '2026-11-27 or 2026-12-04 | First draft'],
    [WEDNESDAY, 'next monday First draft', '2026-11-30 | First draft'],
    [WEDNESDAY, 'next wednesday First draft', '2026-12-02 | First draft'],
    [FRIDAY, 'next Saturday First draft', '2026-11-28 or 2026-12-05 | First draft'],
    [SATURDAY, 'next monday First draft', '2026-11-30 | First draft'],
    [SUNDAY, 'next friday First draft', '2026-11-27 or 2026-12-04 | First draft'],
    [WEDNESDAY, 'friday next week First draft', '2026-12-04 | First draft'],
    [WEDNESDAY, 'sunday next week First draft', '2026-11-29 or 2026-12-06 | First draft'],
  ])('on %s: %j', (today, words, expected) => expect(inShort(readDayWords(words, coming(today)))).toBe(expected));
});

describe('where nothing may follow', () => {
  it.each([
    [' 4 Dec ', '2026-12-04 | '],
    ['4 Dec First draft', 'none'],
  ])('%j', (words, expected) => expect(inShort(readWholeDay(words, coming(SUNDAY)))).toBe(expected));
});

const piece = fc.constantFrom(
  ...'4 31 29 04/12 13/12 4.12. Feb Dec december of next this friday Fri sun in two 999 weeks months years tomorrow today end the month from now 2026-12-04 2028 9999 - – , : “ ” by on'.split(
    ' ',
  ),
);
const anyWords = fc.oneof(
  fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary' }),
);
const anyDay = fc.integer({ min: 0, max: 4000 }).map((days) => addDays(day('2024-01-01'), days));

describe('whatever is written, on any day', () => {
  it('a day exists and is not long over, unless its year was written; two are in order; the rest ends the words', () => {
    fc.assert(
      fc.property(anyWords, anyDay, (words, today) => {
        const reading = readDayWords(words, coming(today));
        if (reading.kind === 'none') return;
        expect(words.normalize('NFC').endsWith(reading.rest)).toBe(true);
        const days = reading.kind === 'day' ? [reading.day] : reading.kind === 'choice' ? reading.days : [];
        for (const day of days) {
          expect(parseDay(day)).toBe(day);
          if (!/\d{4}/.test(words)) expect(day >= addDays(today, -60)).toBe(true);
        }
        expect([...days].sort()).toEqual([...new Set(days)]);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Forms of Friday 4 December 2026, and of the Friday before it, as of Wednesday 25 November. */
const FORMS: readonly (readonly [form: string, day: Day])[] = [
  ['4 Dec', day('2026-12-04')],
  ['Dec 4', day('2026-12-04')],
  ['4.12.', day('2026-12-04')],
  [day('2026-12-04'), day('2026-12-04')],
  ['friday', day('2026-11-27')],
  ['in two weeks', day('2026-12-09')],
  ['tomorrow', day('2026-11-26')],
];
const OTHER_DAYS = [
  '5 Dec',
  'Dec 10',
  '2026-12-17',
  'monday',
  '6.12.2026',
  'tuesday 8 Dec',
  'Samstag',
  'lundi 7 décembre',
];
const JOINTS = [
  ' ',
  ', ',
  ' - ',
  ' – ',
  ' to ',
  ' or ',
  ' and ',
  ' until ',
  ' bis ',
  ' ou ',
  ' y ',
  ' & ',
  ' / ',
  '\t',
];

describe('two different days', () => {
  it.each(FORMS)('%s and another one are never read as one of them in silence', (form) => {
    const silent = JOINTS.flatMap((joint) =>
      OTHER_DAYS.flatMap((other) => {
        const words = `${form}${joint}${other} Draft`;
        const reading = readDayWords(words, coming(WEDNESDAY));
        // A dash or a comma may stand between a date and a title that begins with a weekday.
        const isTitle = /^[ ,]*[-–,]/.test(joint) && /^[a-z]/i.test(other) && !/\d/.test(other);
        return reading.kind === 'day' && !isTitle ? [words] : [];
      }),
    );
    expect(silent).toEqual([]);
  });

  it.each(FORMS)('%s is read before any title', (form, day) => {
    for (const title of [
      'Draft',
      'Ask for the data',
      'Then the pilot',
      'Option B',
      'Über uns',
      '“Draft”',
      '.NET 9',
      'A/B test',
    ])
      expect(readDayWords(`${form} ${title}`, coming(WEDNESDAY))).toEqual({ kind: 'day', day, rest: title });
  });
});
