import { type Day, parseDay } from '../domain/day.ts';
import { noteProblem } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Deps } from '../projects/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';

export type CompleteRequest = MilestoneRequest & {
  /** `YYYY-MM-DD`, not in the future; today when empty. */
  readonly completedOn?: string;
  readonly note?: string;
};

/** Marks a milestone as completed, today in the project's zone or on an earlier day. No reminder follows. */
export function completeMilestone(
  deps: Deps,
  request: CompleteRequest,
): Promise<Result<Changed | 'repeated', Failure>> {
  return changeMilestone<Failure>(deps, request, 'completed', (before, _project, today) => {
    const { number, completedOn } = before;
    if (before.state === 'completed') return refuse({ kind: 'already-completed', number, completedOn });
    const day = readCompletedOn(request.completedOn ?? '', today);
    if (!day.ok) return day;
    const problem = noteProblem(request.note ?? '');
    if (problem) return refuse(problem);
    return ok({ after: { ...before, state: 'completed', completedOn: day.value }, note: request.note?.trim() });
  });
}

function readCompletedOn(typed: string, today: Day): Result<Day, Failure> {
  if (typed === '') return ok(today);
  const day = parseDay(typed);
  if (day === undefined) return refuse({ kind: 'date-unreadable', typed, example: today });
  return day > today ? refuse({ kind: 'completed-in-future', day, today }) : ok(day);
}
