import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { type Changed, changeMilestone, type MilestoneRequest } from './change.ts';
import { lengthOf } from './draft.ts';
import { TITLE_MAX } from './milestone.ts';

/** Makes one title of title and description: a dash in a title was taken for the end of it. */
export function joinTitle(deps: Deps, request: MilestoneRequest): Promise<Result<Changed | 'repeated', Failure>> {
  return changeMilestone<Failure>(deps, request, 'edited', (before) => {
    const { number, description } = before;
    if (description === '') return refuse({ kind: 'nothing-changed', number });
    const title = `${before.title} – ${description}`;
    const length = lengthOf(title);
    if (length > TITLE_MAX) return refuse({ kind: 'title-too-long', length, max: TITLE_MAX });
    return ok({ after: { ...before, title, description: '' } });
  });
}
