import { type Day, dayAt } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import { type Actor, mayAct } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import type { Milestone } from './milestone.ts';

export type Listed = {
  readonly project: Project;
  readonly milestones: readonly Milestone[];
  readonly today: Day;
  /** Whether the reader may change milestones now, so that buttons are offered only to those who may press them. */
  readonly mayChange: boolean;
};

/** All milestones of the project, for anyone on it. */
export async function listMilestones(
  deps: Deps,
  request: { readonly place: Place; readonly actor: Actor },
): Promise<Result<Listed, Failure>> {
  const found = await loadAuthorised(deps.store, request.place, request.actor, 'read');
  if (!found.ok) return found;
  const { project } = found.value;
  return ok({
    project,
    milestones: await deps.store.milestonesOf(project.id),
    today: dayAt(deps.clock.now(), project.timeZone),
    mayChange: mayAct(project, request.actor, 'change-milestones').ok,
  });
}
