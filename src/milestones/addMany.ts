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

export type AddedMany = { readonly project: Project; readonly milestones: readonly Milestone[]; readonly today: Day };

/** What is wrong with one of several drafts; `index` is its place among them, from 0. */
export type DraftAtFault = { readonly index: number; readonly failures: readonly DraftFailure[] };

/** Adds several milestones in one step that makes one update, or none of them. */
export async function addMilestones(
  deps: Deps,
  request: {
    readonly place: Place;
    readonly visitor: Visitor;
    readonly drafts: readonly DraftWords[];
    readonly requestId: string;
  },
): Promise<Result<AddedMany | 'repeated', Failure | readonly DraftAtFault[]>> {
  const { place, visitor, drafts, requestId } = request;
  return decideAndSave<AddedMany, Failure | readonly DraftAtFault[]>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'change-milestones');
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
    const { milestones, changeSet } = addAll(deps, project, good, { by: visitor, at: now, requestId });
    return ok({ changeSet, done: { project, milestones, today } });
  });
}
