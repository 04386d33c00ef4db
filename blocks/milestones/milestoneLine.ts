import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { againstExpected, dayText, distanceText } from '../shared/dates.ts';

/** Where a milestone stands on a day, in words alone: its state, and how early or late it is or how long is left. */
export type MilestoneStatus = { readonly state: string; readonly timing: string };

export function milestoneStatus(milestone: Milestone, today: Day): MilestoneStatus {
  const { state, completedOn, due } = milestone;
  if (state === 'completed' && completedOn) {
    return { state: `Completed ${dayText(completedOn)}`, timing: againstExpected(completedOn, due) };
  }
  if (due < today) return { state: 'Overdue', timing: againstExpected(today, due) };
  return { state: 'Open', timing: `due ${distanceText(due, today)}` };
}

/** The same within a sentence: "overdue, 2 days late". */
export function statusText(milestone: Milestone, today: Day): string {
  const { state, timing } = milestoneStatus(milestone, today);
  return `${state.charAt(0).toLowerCase()}${state.slice(1)}, ${timing}`;
}
