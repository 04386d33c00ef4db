import { openRequest } from '../change-requests/requests.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { differences, fieldsOf } from '../history/change.ts';
import type { Deps } from '../history/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';
import { type DraftFailure, type DraftWords, readDraft } from './draft.ts';
import { changedMeanwhile } from './meanwhile.ts';

export type EditRequest = MilestoneRequest & {
  readonly words: DraftWords;
  /** The `seq` of the milestone's newest change that the person had before their eyes. */
  readonly seenSeq: number;
  /** The id of the request that this answers. */
  readonly requestOf?: string | undefined;
};

/**
 * Changes title, description or expected date. When someone else changed the milestone meanwhile, nothing is saved and
 * the refusal says what they changed.
 */
export function editMilestone(
  deps: Deps,
  request: EditRequest,
): Promise<Result<Changed | 'repeated', Failure | readonly DraftFailure[]>> {
  const { words, seenSeq, requestOf } = request;
  return changeMilestone<Failure | readonly DraftFailure[]>(deps, request, 'edited', async (before, project, today) => {
    const asked = requestOf === undefined ? undefined : await openRequest(deps, project, requestOf);
    if (asked && !asked.ok) return asked;
    const missed = await changedMeanwhile(deps, project, before, seenSeq);
    if (missed) return refuse(missed);
    const draft = readDraft(words, today, before.due);
    if (!draft.ok) return draft;
    const after = { ...before, ...draft.value };
    if (differences(fieldsOf(before), fieldsOf(after)).length === 0) {
      return refuse({ kind: 'nothing-changed', number: before.number });
    }
    return ok(asked ? { after, note: `As ${asked.value.by.name} asked.`, answers: asked.value } : { after });
  });
}
