import { describe, expect, it } from '@jest/globals';
import { addDays, type Day, dayAt, startOfDay, timeAt } from '../../src/core/day.ts';
import { isWorkingDay } from '../../src/core/workingDays.ts';
import { REMINDER_DEFAULTS } from '../../src/reminders/policy.ts';
import { nextReminderAt } from '../../src/reminders/reminder.ts';
import { isSendingHour, sendingTime } from '../../src/reminders/sendingHours.ts';
import { day } from '../support/day.ts';
import { aProject } from '../support/people.ts';

const HOUR_MS = 3_600_000;
const YEARS = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2028-01-01T00:00:00Z') };
const zones = Intl.supportedValuesOf('timeZone');

/** Minutes by which the clocks of a zone are ahead of UTC. */
function offsetAt(instant: Date, format: Intl.DateTimeFormat): string {
  return format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** The day of every change of clocks in two years, found by the platform's own calendar, not by the code under test. */
function daysOfChange(timeZone: string): readonly Day[] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' });
  const days: Day[] = [];
  let before = offsetAt(YEARS.from, format);
  for (let at = YEARS.from.getTime(); at < YEARS.to.getTime(); at += 24 * HOUR_MS) {
    const now = offsetAt(new Date(at), format);
    if (now !== before) days.push(day(new Date(at).toISOString().slice(0, 10)));
    before = now;
  }
  return days;
}

const changing = zones.map((timeZone) => ({ timeZone, days: daysOfChange(timeZone) }));

/** What is wrong with a zone's reminders around a day. */
function problemsAround(timeZone: string, day: Day, at: string): readonly string[] {
  const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;
  const project = aProject({ timeZone, workingDays: everyDay, reminders: { ...REMINDER_DEFAULTS, at } });
  const problems: string[] = [];
  const seen = new Set<Day>();
  let before = startOfDay(addDays(day, -5), timeZone);
  // Expected on the day of the change: the heads-up comes before it, what is late after.
  for (let count = 0; count < 5; count++) {
    const next = nextReminderAt(day, project, before);
    if (next === undefined) return [...problems, `${timeZone} ${day}: no reminder after ${before.toISOString()}`];
    const name = `${timeZone} ${day}: ${next.toISOString()}`;
    const on = dayAt(next, timeZone);
    if (next <= before) problems.push(`${name} is not later than ${before.toISOString()}`);
    if (timeAt(next, timeZone) !== at) problems.push(`${name} comes at ${timeAt(next, timeZone)}`);
    if (seen.has(on)) problems.push(`${name} is the second on ${on}`);
    if (sendingTime(project, next).getTime() !== next.getTime()) problems.push(`${name} may not be sent`);
    seen.add(on);
    before = next;
  }
  return problems;
}

describe('reminders in all time zones', () => {
  it('are looked at where clocks change, in both directions', () => {
    expect(zones.length).toBeGreaterThan(400);
    const count = changing.reduce((sum, { days }) => sum + days.length, 0);
    expect(count).toBeGreaterThan(500);
  });

  it.each([
    ['09:00', [-1, 0]],
    ['17:59', [0]],
  ] as const)('keep their wall-clock time, %s, across every change of two years', (at, shifts) => {
    const problems = changing.flatMap(({ timeZone, days }) =>
      days.flatMap((day) => shifts.flatMap((shift) => problemsAround(timeZone, addDays(day, shift), at))),
    );
    expect(problems).toEqual([]);
  });

  it('that are ready at any hour around a change go out by day, on a working day, within a week', () => {
    const problems = changing.flatMap(({ timeZone, days }) => {
      const project = aProject({ timeZone });
      return days.slice(0, 2).flatMap((day) =>
        Array.from(
          { length: 16 },
          (_, step) => new Date(startOfDay(addDays(day, -1), timeZone).getTime() + step * 4.5 * HOUR_MS),
        )
          .filter((now) => {
            const at = sendingTime(project, now);
            const isAllowed = isSendingHour(timeAt(at, timeZone)) && isWorkingDay(project, dayAt(at, timeZone));
            return !isAllowed || at < now || at.getTime() - now.getTime() > 4 * 24 * HOUR_MS;
          })
          .map((now) => `${timeZone}: ready at ${now.toISOString()}`),
      );
    });
    expect(problems).toEqual([]);
  });
});
