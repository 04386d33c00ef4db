import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { cleaned } from '../core/written.ts';
import type { Deps } from '../history/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';
import { noteProblem } from './draft.ts';

/** Takes a milestone off the board. The history keeps it, and its number is never used again. */
export function removeMilestone(
  deps: Deps,
  request: MilestoneRequest & { readonly note?: string },
): Promise<Result<Changed | 'repeated', Failure>> {
  return changeMilestone<Failure>(deps, request, 'removed', (before) => {
    const problem = noteProblem(request.note ?? '');
    if (problem) return refuse(problem);
    return ok({ after: { ...before, state: 'removed' }, note: cleaned(request.note ?? '') });
  });
}
