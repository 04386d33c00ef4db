import { noteProblem } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Deps } from '../projects/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';

/** Takes a milestone off the board. The history keeps it, and its number is never used again. */
export function removeMilestone(
  deps: Deps,
  request: MilestoneRequest & { readonly note?: string },
): Promise<Result<Changed | 'repeated', Failure>> {
  return changeMilestone<Failure>(deps, request, 'removed', (before) => {
    const problem = noteProblem(request.note ?? '');
    if (problem) return refuse(problem);
    return ok({ after: { ...before, state: 'removed' }, note: request.note?.trim() });
  });
}
