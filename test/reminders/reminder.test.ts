import { describe, expect, it } from '@jest/globals';
import type { Day } from '../../src/core/day.ts';
import { workingDaysBefore, workingDaysUntil } from '../../src/core/workingDays.ts';
import { REMINDER_DEFAULTS, type ReminderPolicy } from '../../src/reminders/policy.ts';
import { nextReminderAt, remindAtOf } from '../../src/reminders/reminder.ts';
import { sendingTime } from '../../src/reminders/sendingHours.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject } from '../support/people.ts';

const utc = (words: string) => new Date(`${words}:00Z`);
const policy = (fields: Partial<ReminderPolicy>) => ({ ...REMINDER_DEFAULTS, ...fields });

/** The days and times, in UTC, of a milestone's first reminders; the project is in Lisbon's winter, so UTC is its clock. */
function reminders(due: Day, fields: Partial<ReminderPolicy> = {}, count = 7): readonly string[] {
  const project = aProject({ timeZone: 'Atlantic/Reykjavik', reminders: policy(fields) });
  const found: string[] = [];
  for (let at = nextReminderAt(due, project, utc('2026-11-01T00:00')); at && found.length < count; ) {
    found.push(at.toISOString().slice(0, 16));
    at = nextReminderAt(due, project, at);
  }
  return found;
}

describe('the reminders of a milestone', () => {
  it('come two working days before, on the day, then 1, 3 and 7 days late and weekly', () => {
    // A Wednesday.
    expect(reminders(day('2026-11-25'))).toEqual([
      '2026-11-23T09:00',
      '2026-11-25T09:00',
      '2026-11-26T09:00',
      // The third day late is a Saturday.
      '2026-11-30T09:00',
      '2026-12-02T09:00',
      '2026-12-09T09:00',
      '2026-12-16T09:00',
    ]);
  });

  it('come before a day off on which it is expected, and after one on which it would be late', () => {
    // A Sunday: two working days before it is Thursday, the last one before it Friday; one day late is a Monday.
    expect(reminders(day('2026-11-29'), { weekly: false })).toEqual([
      '2026-11-26T09:00',
      '2026-11-27T09:00',
      '2026-11-30T09:00',
      '2026-12-02T09:00',
      '2026-12-07T09:00',
    ]);
  });

  it('are one where two of them fall on one day', () => {
    // A Friday: one and three days late are both told on Monday. A heads-up of one day before Sunday is its Friday.
    expect(reminders(day('2026-11-27'), { weekly: false }).slice(2)).toEqual(['2026-11-30T09:00', '2026-12-04T09:00']);
    expect(reminders(day('2026-11-29'), { headsUpDays: 1, overdueDays: [], weekly: false })).toEqual([
      '2026-11-27T09:00',
    ]);
  });

  it.each<readonly [string, Partial<ReminderPolicy>, readonly string[]]>([
    ['none', { headsUpDays: 0, onDay: false, overdueDays: [], weekly: false }, []],
    ['on the day alone', { headsUpDays: 0, overdueDays: [], weekly: false, at: '14:30' }, ['2026-11-25T14:30']],
    [
      'weekly alone',
      { headsUpDays: 0, onDay: false, overdueDays: [] },
      ['2026-12-02T09:00', '2026-12-09T09:00', '2026-12-16T09:00'],
    ],
    [
      'ten working days before',
      { headsUpDays: 10, onDay: false, overdueDays: [], weekly: false },
      ['2026-11-11T09:00'],
    ],
  ])('follow the policy: %s', (_name, fields, days) => expect(reminders(day('2026-11-25'), fields, 3)).toEqual(days));

  it('of one that is years late are found without counting the weeks', () => {
    const project = aProject({ timeZone: 'Atlantic/Reykjavik' });
    const next = nextReminderAt(day('1826-11-22'), project, utc('2026-11-24T09:00'));
    expect(next?.toISOString()).toBe('2026-11-25T09:00:00.000Z');
  });
});

describe('the next reminder of a milestone as it is', () => {
  const project = aProject({ timeZone: 'Atlantic/Reykjavik' });
  const next = (fields: object, now: string) =>
    remindAtOf(aMilestone({ due: day('2026-11-25'), ...fields }), project, utc(now))
      ?.toISOString()
      .slice(0, 16);

  it('is none where it is not open, or its project is not', () => {
    expect(next({ state: 'completed' }, '2026-11-20T10:00')).toBeUndefined();
    expect(next({ state: 'removed' }, '2026-11-20T10:00')).toBeUndefined();
    const closed = aProject({ status: 'closed' });
    expect(remindAtOf(aMilestone({}), closed, utc('2026-11-20T10:00'))).toBeUndefined();
  });

  it('is strictly later than now', () => {
    expect(next({}, '2026-11-25T08:59')).toBe('2026-11-25T09:00');
    expect(next({}, '2026-11-25T09:00')).toBe('2026-11-26T09:00');
  });

  it('is not on a day on which people were reminded already', () => {
    expect(next({ remindedOn: '2026-11-25' }, '2026-11-25T08:00')).toBe('2026-11-26T09:00');
    expect(next({ remindedOn: '2026-11-24' }, '2026-11-25T08:00')).toBe('2026-11-25T09:00');
    // The project moved to a zone in which it is still the day before.
    expect(next({ remindedOn: '2026-11-25' }, '2026-11-24T23:00')).toBe('2026-11-26T09:00');
  });

  it('is where a snooze ends, on a working day, unless a step comes before', () => {
    expect(next({ snoozedUntil: '2026-11-24' }, '2026-11-23T10:00')).toBe('2026-11-24T09:00');
    expect(next({ snoozedUntil: '2026-12-05' }, '2026-12-02T10:00')).toBe('2026-12-07T09:00');
    expect(next({ snoozedUntil: '2026-12-20' }, '2026-12-02T10:00')).toBe('2026-12-09T09:00');
  });
});

describe('when a reminder may go out', () => {
  // In Berlin it is an hour later than in UTC.
  it.each([
    ['at once, on a working day', '2026-11-24T13:00', '2026-11-24T13:00'],
    ['at the end of the day just so', '2026-11-24T16:59', '2026-11-24T16:59'],
    ['not in the evening', '2026-11-24T17:00', '2026-11-25T08:00'],
    ['not in the night', '2026-11-24T02:00', '2026-11-24T08:00'],
    ['not in the morning before the time it is expected', '2026-11-24T07:30', '2026-11-24T08:00'],
    ['not on a Saturday', '2026-11-28T12:00', '2026-11-30T08:00'],
    ['not on a Friday night', '2026-11-27T21:00', '2026-11-30T08:00'],
  ])('%s: %s', (_name, now, at) => expect(sendingTime(aProject(), utc(now))).toEqual(utc(at)));

  it('is what the policy says', () => {
    const late = aProject({ reminders: policy({ at: '17:30' }) });
    expect(sendingTime(late, utc('2026-11-24T12:00'))).toEqual(utc('2026-11-24T16:30'));
    expect(sendingTime(late, utc('2026-11-24T17:00'))).toEqual(utc('2026-11-25T16:30'));
  });
});

describe('working days', () => {
  const week = aProject();
  it.each([
    ['2026-11-25', 1, '2026-11-24'],
    ['2026-11-25', 3, '2026-11-20'],
    ['2026-11-23', 1, '2026-11-20'],
    ['2026-11-22', 5, '2026-11-16'],
    ['2026-11-22', 6, '2026-11-13'],
    ['2026-11-25', 10, '2026-11-11'],
  ])('before %s, the %ith is %s', (late, count, early) => {
    expect(workingDaysBefore(week, day(late), count)).toBe(early);
    if (workingDaysUntil(week, day(early), day(late)) !== count) throw new Error('The two ways of counting differ');
  });

  it('are counted in a week of one day as well', () => {
    const short = aProject({ workingDays: [3] });
    expect(workingDaysBefore(short, day('2026-11-25'), 2)).toBe(day('2026-11-11'));
    expect(workingDaysUntil(short, day('2026-11-11'), day('2026-11-25'))).toBe(2);
  });
});
