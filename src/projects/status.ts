import { type Day, dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import { isOverdue } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Deps } from './decide.ts';
import { findFor, type Place } from './find.ts';

export type ProjectStatusReport = {
  readonly project: Project;
  readonly today: Day;
  /** Removed milestones are not counted. */
  readonly milestones: {
    readonly all: number;
    readonly open: number;
    readonly overdue: number;
    readonly completed: number;
  };
};

/** Everything an admin wants to know of a project at a glance. */
export async function reportStatus(
  deps: Deps,
  request: { readonly place: Place; readonly visitor: Visitor },
): Promise<Result<ProjectStatusReport, Failure>> {
  const found = await findFor(deps.store, request.place, request.visitor, 'administer');
  if (!found.ok) return found;
  const { project } = found.value;
  const milestones = await deps.store.milestonesOf(project.id);
  const today = dayAt(deps.clock.now(), project.timeZone);
  const open = milestones.filter(({ state }) => state === 'open');
  return ok({
    project,
    today,
    milestones: {
      all: milestones.length,
      open: open.length,
      overdue: open.filter((milestone) => isOverdue(milestone, today)).length,
      completed: milestones.length - open.length,
    },
  });
}
