import { addDays, type Day } from '../src/domain/day.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import { againstExpected, dayText, distanceText } from './dates.ts';

/**
 * Where a milestone stands on a day, in words alone. A message that stays for days (`lasting`, the board) says nothing
 * that is wrong tomorrow: "overdue since …" where a private answer says "2 days late".
 */
export function standing(milestone: Milestone, today: Day, lasting: boolean): string {
  const { state, completedOn, due } = milestone;
  if (state === 'completed' && completedOn) {
    return `completed ${dayText(completedOn)}, ${againstExpected(completedOn, due)}`;
  }
  if (due < today) {
    return lasting ? `overdue since ${dayText(addDays(due, 1))}` : `overdue, ${againstExpected(today, due)}`;
  }
  return lasting ? 'open' : `open, due ${distanceText(due, today)}`;
}
