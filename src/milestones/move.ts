import { readDue } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import { type AnswerFailure, moveReasonProblem } from '../domain/reminderAnswer.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Deps } from '../projects/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';
import { alreadyCompleted } from './completed.ts';
import { changedMeanwhile } from './meanwhile.ts';

export type MoveRequest = MilestoneRequest & {
  /** `YYYY-MM-DD`, today or later. */
  readonly due: string;
  readonly reason: string;
  /** The `seq` of the milestone's newest change that the person had before their eyes. */
  readonly seenSeq: number;
};

/** Gives an open milestone a new expected date; the client reads the old one, the new one and the reason. */
export function moveMilestone(
  deps: Deps,
  request: MoveRequest,
): Promise<Result<Changed | 'repeated', Failure | readonly AnswerFailure[]>> {
  return changeMilestone<Failure | readonly AnswerFailure[]>(deps, request, 'edited', async (before, _, today) => {
    if (before.state === 'completed') return refuse(await alreadyCompleted(deps, before));
    const missed = await changedMeanwhile(deps, before, request.seenSeq);
    if (missed) return refuse(missed);
    const due = readDue(request.due, today);
    const same: Failure | undefined =
      request.due === before.due ? { kind: 'same-date', number: before.number, due: before.due } : undefined;
    const dateProblem = same ?? (due.ok ? undefined : due.failure);
    const reasonProblem = moveReasonProblem(request.reason);
    if (dateProblem || reasonProblem || !due.ok) {
      return refuse([
        ...(dateProblem ? [{ field: 'due' as const, failure: dateProblem }] : []),
        ...(reasonProblem ? [reasonProblem] : []),
      ]);
    }
    return ok({ after: { ...before, due: due.value }, note: request.reason.trim() });
  });
}
