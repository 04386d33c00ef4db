import type { Day } from '../../src/core/day.ts';
import { workingDaysBetween } from '../../src/core/workingDays.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { dayText, shortDayText } from '../shared/dates.ts';
import { counted } from '../shared/text.ts';

/** How one milestone stands, in the words of the board. Days are working days. */
export type Stands = {
  /** A shape, so that the state is not told by colour alone. */
  readonly sign: string;
  /** "Overdue 3 days", "Due today"; empty where the date alone says enough. */
  readonly state: string;
  /** "Wed 2 Dec, +3": when it was completed or is expected, and how far that is from the first agreed date. */
  readonly date: string;
};

type Week = Pick<Project, 'workingDays'>;

/** An open milestone says how near it is from here on. */
const NEAR_DAYS = 2;

export function standsOf(project: Week, milestone: Milestone, today: Day): Stands {
  const { state, due, completedOn, firstDue } = milestone;
  const shown = completedOn !== undefined && state === 'completed' ? completedOn : due;
  const moved = workingDaysBetween(project, firstDue, shown);
  const date = `${shortDayText(shown, today)}${moved === 0 ? '' : `, ${moved > 0 ? '+' : '−'}${Math.abs(moved)}`}`;
  if (state === 'completed') return { sign: '✅', state: 'Completed', date };
  const days = workingDaysBetween(project, today, due);
  if (due < today) return { sign: '🟥', state: days < 0 ? `Overdue ${counted(-days, 'day')}` : 'Overdue', date };
  if (due === today) return { sign: '⚪', state: 'Due today', date };
  return { sign: '⚪', state: days > 0 && days <= NEAR_DAYS ? `Due in ${counted(days, 'day')}` : '', date };
}

/** The same in a sentence, where there is room: "overdue by 3 working days", "completed Wed 25 Nov 2026, as first agreed". */
export function stateText(project: Week, { state, due, completedOn, firstDue }: Milestone, today: Day): string {
  if (state === 'completed' && completedOn) {
    return `completed ${dayText(completedOn)}, ${againstFirst(project, completedOn, firstDue)}`;
  }
  const days = workingDaysBetween(project, today, due);
  if (due < today) return days < 0 ? `overdue by ${counted(-days, 'working day')}` : 'overdue';
  if (due === today) return 'due today';
  return days > 0 ? `due in ${counted(days, 'working day')}` : 'due before the next working day';
}

/** "as first agreed", "3 working days after the first agreed date". */
export function againstFirst(project: Week, completedOn: Day, firstDue: Day): string {
  if (completedOn === firstDue) return 'as first agreed';
  const days = Math.abs(workingDaysBetween(project, firstDue, completedOn));
  const side = completedOn > firstDue ? 'after' : 'before';
  return `${days > 0 ? `${counted(days, 'working day')} ` : ''}${side} the first agreed date`;
}

/** "first agreed Fri 27 Nov, moved later by 3 working days"; empty where it was not moved. */
export function movedText(project: Week, { due, firstDue }: Milestone, today: Day): string {
  if (due === firstDue) return '';
  const days = workingDaysBetween(project, firstDue, due);
  const by = days === 0 ? '' : ` by ${counted(Math.abs(days), 'working day')}`;
  return `first agreed ${shortDayText(firstDue, today)}, moved ${due > firstDue ? 'later' : 'earlier'}${by}`;
}

/** Completed by the date that was agreed first: a date that was moved later keeps no promise. */
export function isAsFirstAgreed({ completedOn, firstDue }: Milestone): boolean {
  return completedOn !== undefined && completedOn <= firstDue;
}
