import { addDays, dayAt, startOfDay } from './day.ts';
import { type Milestone, overdueFrom } from './milestone.ts';

/**
 * When a milestone is to be reminded of: when it becomes overdue. One that is overdue at the time it is opened again or
 * moved is reminded of on the next day, not at once: someone is looking at it now.
 */
export function remindAtOf(milestone: Pick<Milestone, 'due' | 'state'>, timeZone: string, now: Date): Date | undefined {
  if (milestone.state !== 'open') return undefined;
  const overdue = overdueFrom(milestone.due, timeZone);
  return overdue > now ? overdue : startOfDay(addDays(dayAt(now, timeZone), 1), timeZone);
}
