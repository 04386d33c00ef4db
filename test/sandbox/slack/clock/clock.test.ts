import { describe, expect, it } from '@jest/globals';
import { createSandboxClock, movedTo, workingDayUpTo } from '../../../../sandbox/slack/clock/clock.ts';

describe('the sandbox clock', () => {
  it('runs with real time and tells how far ahead it is', () => {
    let real = 1_000;
    const clock = createSandboxClock(() => real);
    const moves: number[] = [];
    const stop = clock.onMove((offsetMs) => moves.push(offsetMs));
    clock.advance(500);
    real = 2_000;
    expect(clock.now().getTime()).toBe(2_500);
    clock.set(new Date(10_000));
    expect(clock.now().getTime()).toBe(10_000);
    stop();
    clock.advance(1);
    expect(moves).toEqual([500, 8_000]);
  });

  it('goes forward only', () => {
    const clock = createSandboxClock(() => 1_000);
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.set(new Date(999))).toThrow(RangeError);
    expect(() => clock.set(new Date(Number.NaN))).toThrow(RangeError);
    expect(clock.offsetMs()).toBe(0);
  });
});

describe('where its buttons lead', () => {
  it.each([
    ['an hour later', 'hour', 'Europe/Berlin', '2026-03-02T09:00:00Z', '2026-03-02T10:00:00Z'],
    ['nine o’clock of the same day', 'morning', 'Europe/Berlin', '2026-03-02T07:59:00Z', '2026-03-02T08:00:00Z'],
    ['nine o’clock of the next day', 'morning', 'Europe/Berlin', '2026-03-02T08:00:00Z', '2026-03-03T08:00:00Z'],
    ['nine o’clock where the person is', 'morning', 'Asia/Kolkata', '2026-03-02T08:00:00Z', '2026-03-03T03:30:00Z'],
    ['the same hour after the clocks changed', 'day', 'Europe/Berlin', '2026-03-28T11:00:00Z', '2026-03-29T10:00:00Z'],
  ] as const)('%s', (_, move, zone, from, to) => {
    expect(movedTo(new Date(from), move, zone).toISOString()).toBe(new Date(to).toISOString());
  });
});

describe('the working day up to a day', () => {
  it.each([
    ['2026-12-04', '2026-11-22', '2026-12-04'],
    ['2026-12-05', '2026-11-22', '2026-12-04'],
    ['2026-12-06', '2026-11-22', '2026-12-04'],
    ['2026-12-06', '2026-12-04', '2026-12-06'],
  ])('%s, on %s: %s', (day, today, expected) => expect(workingDayUpTo(day, today)).toBe(expected));
});
