import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { cleaned } from '../core/written.ts';
import type { Deps } from '../history/decide.ts';
import { type AnswerFailure, moveReasonProblem } from '../reminders/reminderAnswer.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';
import { alreadyCompleted } from './completed.ts';
import { readDue } from './draft.ts';
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
  return changeMilestone<Failure | readonly AnswerFailure[]>(
    deps,
    request,
    'edited',
    async (before, project, today) => {
      if (before.state === 'completed') return refuse(await alreadyCompleted(deps, project, before));
      const missed = await changedMeanwhile(deps, project, before, request.seenSeq);
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
      return ok({ after: { ...before, due: due.value }, note: cleaned(request.reason) });
    },
  );
}
