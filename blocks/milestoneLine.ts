import type { Day } from '../src/domain/day.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import { againstExpected, dayText, distanceText } from './dates.ts';

/** Where a milestone stands on a day, in words alone: its state, and how early or late it is or how long is left. */
export type Standing = { readonly state: string; readonly timing: string };

export function standingOf(milestone: Milestone, today: Day): Standing {
  const { state, completedOn, due } = milestone;
  if (state === 'completed' && completedOn) {
    return { state: `Completed ${dayText(completedOn)}`, timing: againstExpected(completedOn, due) };
  }
  if (due < today) return { state: 'Overdue', timing: againstExpected(today, due) };
  return { state: 'Open', timing: `due ${distanceText(due, today)}` };
}

/** The same within a sentence: "overdue, 2 days late". */
export function standing(milestone: Milestone, today: Day): string {
  const { state, timing } = standingOf(milestone, today);
  return `${state.charAt(0).toLowerCase()}${state.slice(1)}, ${timing}`;
}
