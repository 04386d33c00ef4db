import { addDays, type Day, parseDay } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { workingDayFrom } from '../core/workingDays.ts';
import { isVisible } from '../core/written.ts';
import { noteProblem } from '../milestones/draft.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';

/** The fields of the forms that answer a reminder, and so the places where a refusal can be shown. */
export type AnswerField = 'due' | 'until' | 'reason';
export type AnswerFailure = { readonly field: AnswerField; readonly failure: Failure };

/** How far ahead reminders can be quieted: longer than that, the date itself is what should move. */
export const SNOOZE_DAYS_MAX = 30;

/** What a form proposes: the first working day after tomorrow. */
export function proposedSnooze(project: Pick<Project, 'workingDays'>, today: Day): Day {
  return workingDayFrom(project, addDays(today, 2));
}

/** Who puts it off again says why. */
export function needsReason({ snoozes = 0 }: Pick<Milestone, 'snoozes'>): boolean {
  return snoozes > 0;
}

/** All that is wrong with a snooze at once; `until` as the form holds it. */
export function snoozeProblems(
  words: { readonly until: string; readonly reason: string },
  milestone: Pick<Milestone, 'number' | 'snoozes'>,
  today: Day,
): readonly AnswerFailure[] {
  const until = parseDay(words.until);
  const [earliest, latest] = [addDays(today, 1), addDays(today, SNOOZE_DAYS_MAX)];
  const isInRange = until !== undefined && until >= earliest && until <= latest;
  const isMissing = needsReason(milestone) && !isVisible(words.reason);
  const long = noteProblem(words.reason);
  return [
    ...(isInRange ? [] : [{ field: 'until', failure: { kind: 'snooze-out-of-range', earliest, latest } } as const]),
    ...(isMissing
      ? [{ field: 'reason', failure: { kind: 'snooze-reason-missing', number: milestone.number } } as const]
      : []),
    ...(long ? [{ field: 'reason', failure: long } as const] : []),
  ];
}

/** What is wrong with the reason for a new date. */
export function moveReasonProblem(reason: string): AnswerFailure | undefined {
  const failure: Failure | undefined = isVisible(reason) ? noteProblem(reason) : { kind: 'move-reason-missing' };
  return failure && { field: 'reason', failure };
}
