import { Temporal } from 'temporal-polyfill';

/** The sandbox's own time: real time plus an offset that only grows, so that the app never sees time run backwards. */
export type SandboxClock = {
  readonly now: () => Date;
  readonly offsetMs: () => number;
  /** Throws a RangeError for less than nothing. */
  readonly advance: (ms: number) => void;
  /** Throws a RangeError for a moment that has passed. */
  readonly set: (date: Date) => void;
  readonly onMove: (listener: (offsetMs: number) => void) => () => void;
};

export type ClockMove = 'hour' | 'morning' | 'day';

export function createSandboxClock(realNow: () => number = Date.now): SandboxClock {
  const listeners = new Set<(offsetMs: number) => void>();
  let offset = 0;
  const now = () => new Date(realNow() + offset);
  const advance = (ms: number) => {
    if (!(ms >= 0)) throw new RangeError('The sandbox clock only goes forward.');
    offset += ms;
    for (const listener of listeners) listener(offset);
  };
  return {
    now,
    offsetMs: () => offset,
    advance,
    set: (date) => advance(date.getTime() - now().getTime()),
    onMove: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Where a move leads to, by the wall clock of an IANA zone: a day later is the same hour, also when the clocks change. */
export function movedTo(now: Date, move: ClockMove, zone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  if (move === 'hour') return new Date(local.add({ hours: 1 }).epochMilliseconds);
  if (move === 'day') return new Date(local.add({ days: 1 }).epochMilliseconds);
  const today = local.withPlainTime('09:00');
  const next = Temporal.ZonedDateTime.compare(today, local) > 0 ? today : today.add({ days: 1 });
  return new Date(next.epochMilliseconds);
}

/** The morning of a calendar day in an IANA zone. */
export function morningOf(day: string, zone: string): Date {
  return new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).epochMilliseconds,
  );
}

/** The day itself, or the Friday before a weekend: on days off nobody is reminded. Not `today` or a day before it. */
export function workingDayUpTo(day: string, today: string): string {
  const date = Temporal.PlainDate.from(day);
  const friday = date.subtract({ days: Math.max(0, date.dayOfWeek - 5) }).toString();
  return friday > today ? friday : day;
}

/** YYYY-MM-DD of an instant in an IANA zone. */
export function dayIn(now: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}
