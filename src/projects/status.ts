import { type Day, dayAt } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { isOverdue } from '../milestones/milestone.ts';
import { type Verdict, verdictOn } from '../verdict/verdict.ts';
import { loadAuthorised, type Place } from './find.ts';
import type { Actor } from './permissions.ts';
import type { Project } from './project.ts';

export type ProjectStatusReport = {
  readonly project: Project;
  readonly today: Day;
  readonly verdict: Verdict;
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
  request: { readonly place: Place; readonly actor: Actor },
): Promise<Result<ProjectStatusReport, Failure>> {
  const found = await loadAuthorised(deps.store, request.place, request.actor, 'administer');
  if (!found.ok) return found;
  const { project } = found.value;
  const milestones = await deps.store.milestonesOf(project.id);
  const today = dayAt(deps.clock.now(), project.timeZone);
  const open = milestones.filter(({ state }) => state === 'open');
  return ok({
    project,
    today,
    verdict: verdictOn(project, milestones, today),
    milestones: {
      all: milestones.length,
      open: open.length,
      overdue: open.filter((milestone) => isOverdue(milestone, today)).length,
      completed: milestones.length - open.length,
    },
  });
}
