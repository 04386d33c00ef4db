import { type Day, dayAt } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { type Deps, decideAndSave } from '../history/decide.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import type { Actor } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import { type DraftFailure, type DraftWords, readDraft } from './draft.ts';
import type { Milestone } from './milestone.ts';
import { addAll, roomProblem } from './newMilestones.ts';

export type Added = {
  readonly project: Project;
  readonly milestone: Milestone;
  readonly today: Day;
  /** Names the action, for whoever takes it back. */
  readonly idempotencyKey: string;
};

/** Adds one milestone. What is wrong with the words comes back all at once, each with its field. */
export async function addMilestone(
  deps: Deps,
  request: {
    readonly place: Place;
    readonly actor: Actor;
    readonly words: DraftWords;
    readonly idempotencyKey: string;
  },
): Promise<Result<Added | 'repeated', Failure | readonly DraftFailure[]>> {
  const { place, actor, words, idempotencyKey } = request;
  return decideAndSave<Added, Failure | readonly DraftFailure[]>(deps, idempotencyKey, async () => {
    const found = await loadAuthorised(deps.store, place, actor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const draft = readDraft(words, today);
    if (!draft.ok) return draft;
    const problem = await roomProblem(deps, project, 1);
    if (problem) return refuse(problem);
    const { milestones, changeSet } = addAll(deps, project, [draft.value], { by: actor, at: now, idempotencyKey });
    const [milestone] = milestones;
    if (milestone === undefined) throw new Error('A draft made no milestone');
    return ok({ changeSet, done: { project, milestone, today, idempotencyKey } });
  });
}
