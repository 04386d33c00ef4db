import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';

/** Takes a completion back: the milestone is open again, with its expected date as it was. */
export function reopenMilestone(deps: Deps, request: MilestoneRequest): Promise<Result<Changed | 'repeated', Failure>> {
  return changeMilestone<Failure>(deps, request, 'reopened', (before) => {
    if (before.state !== 'completed') return refuse({ kind: 'not-completed', number: before.number });
    return ok({ after: { ...before, state: 'open', completedOn: undefined } });
  });
}
