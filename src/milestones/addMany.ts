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

export type AddedMany = {
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  readonly today: Day;
  /** Names the action, for whoever takes it back. */
  readonly idempotencyKey: string;
};

/** What is wrong with one of several drafts; `index` is its place among them, from 0. */
export type DraftAtFault = { readonly index: number; readonly failures: readonly DraftFailure[] };

/** Adds several milestones in one step that makes one update, or none of them. */
export async function addMilestones(
  deps: Deps,
  request: {
    readonly place: Place;
    readonly actor: Actor;
    readonly drafts: readonly DraftWords[];
    readonly idempotencyKey: string;
  },
): Promise<Result<AddedMany | 'repeated', Failure | readonly DraftAtFault[]>> {
  const { place, actor, drafts, idempotencyKey } = request;
  return decideAndSave<AddedMany, Failure | readonly DraftAtFault[]>(deps, idempotencyKey, async () => {
    const found = await loadAuthorised(deps.store, place, actor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const read = drafts.map((words) => readDraft(words, today));
    const atFault = read.flatMap((each, index) => (each.ok ? [] : [{ index, failures: each.failure }]));
    if (atFault.length > 0) return refuse(atFault);
    const problem = await roomProblem(deps, project, drafts.length);
    if (problem) return refuse(problem);
    const good = read.flatMap((each) => (each.ok ? [each.value] : []));
    const { milestones, changeSet } = addAll(deps, project, good, { by: actor, at: now, idempotencyKey });
    return ok({ changeSet, done: { project, milestones, today, idempotencyKey } });
  });
}
