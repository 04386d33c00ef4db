import { type Day, dayAt } from '../domain/day.ts';
import { type DraftFailure, type DraftWords, readDraft } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { type Deps, decideAndSave } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';
import { addAll, roomProblem } from './newMilestones.ts';

export type Added = { readonly project: Project; readonly milestone: Milestone; readonly today: Day };

/** Adds one milestone. What is wrong with the words comes back all at once, each with its field. */
export async function addMilestone(
  deps: Deps,
  request: { readonly place: Place; readonly visitor: Visitor; readonly words: DraftWords; readonly requestId: string },
): Promise<Result<Added | 'repeated', Failure | readonly DraftFailure[]>> {
  const { place, visitor, words, requestId } = request;
  return decideAndSave<Added, Failure | readonly DraftFailure[]>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const draft = readDraft(words, today);
    if (!draft.ok) return draft;
    const problem = await roomProblem(deps, project, 1);
    if (problem) return refuse(problem);
    const { milestones, changeSet } = addAll(deps, project, [draft.value], { by: visitor, at: now, requestId });
    const [milestone] = milestones;
    if (milestone === undefined) throw new Error('A draft made no milestone');
    return ok({ changeSet, done: { project, milestone, today } });
  });
}
