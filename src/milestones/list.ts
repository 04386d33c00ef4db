import { type Day, dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import { mayAct, type Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Deps } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';

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
  request: { readonly place: Place; readonly visitor: Visitor },
): Promise<Result<Listed, Failure>> {
  const found = await findFor(deps.store, request.place, request.visitor, 'read');
  if (!found.ok) return found;
  const { project } = found.value;
  return ok({
    project,
    milestones: await deps.store.milestonesOf(project.id),
    today: dayAt(deps.clock.now(), project.timeZone),
    mayChange: mayAct(project, request.visitor, 'change-milestones').ok,
  });
}
