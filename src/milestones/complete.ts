import { addDays, type Day, parseDay } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { cleaned } from '../core/written.ts';
import type { Deps } from '../history/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';
import { alreadyCompleted } from './completed.ts';
import { noteProblem } from './draft.ts';

export type CompleteRequest = MilestoneRequest & {
  /** `YYYY-MM-DD`, not in the future; today when empty. */
  readonly completedOn?: string;
  /** What the reading of the day found wrong with it already. */
  readonly dayProblem?: Failure;
  readonly note?: string;
};

/** Marks a milestone as completed, today in the project's zone or on an earlier day. No reminder follows. */
export function completeMilestone(
  deps: Deps,
  request: CompleteRequest,
): Promise<Result<Changed | 'repeated', Failure>> {
  return changeMilestone<Failure>(deps, request, 'completed', async (before, project, today) => {
    if (before.state === 'completed') return refuse(await alreadyCompleted(deps, project, before));
    if (request.dayProblem) return refuse(request.dayProblem);
    const day = readCompletedOn(request.completedOn ?? '', project.startDate, today);
    if (!day.ok) return day;
    const problem = noteProblem(request.note ?? '');
    if (problem) return refuse(problem);
    return ok({ after: { ...before, state: 'completed', completedOn: day.value }, note: cleaned(request.note ?? '') });
  });
}

/** How far back a completion may lie where the project has not begun yet. */
const LEAD_DAYS = 60;

/** A milestone may be done ahead of the official start, but not in another year. */
export function earliestCompletion(startDate: Day, today: Day): Day {
  return startDate < today ? startDate : addDays(today, -LEAD_DAYS);
}

function readCompletedOn(typed: string, startDate: Day, today: Day): Result<Day, Failure> {
  if (typed === '') return ok(today);
  const day = parseDay(typed);
  if (day === undefined) return refuse({ kind: 'date-unreadable', typed, example: today });
  if (day > today) return refuse({ kind: 'completed-in-future', day, today });
  return day < earliestCompletion(startDate, today)
    ? refuse({ kind: 'completed-before-start', day, startDate })
    : ok(day);
}
