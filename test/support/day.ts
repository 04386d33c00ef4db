import { type Day, parseDay } from '../../src/core/day.ts';

/** A day of a test, as it is written down. */
export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`${text} is no day`);
  return parsed;
}
