import type { Day } from '../src/domain/day.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import { againstExpected, dayText, distanceText } from './dates.ts';

/** Where a milestone stands on a day, in words alone: "completed Thu 3 Dec 2026, 1 day early", "overdue since 2 days". */
export function standing(milestone: Milestone, today: Day): string {
  if (milestone.state === 'completed' && milestone.completedOn) {
    return `completed ${dayText(milestone.completedOn)}, ${againstExpected(milestone.completedOn, milestone.due)}`;
  }
  if (milestone.due < today) return `overdue, ${againstExpected(today, milestone.due)}`;
  return milestone.due === today ? 'due today' : `open, due ${distanceText(milestone.due, today)}`;
}
