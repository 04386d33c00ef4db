import { type Day, dayAt } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import type { Change } from '../history/change.ts';
import type { Deps } from '../history/decide.ts';
import type { Place } from '../projects/find.ts';
import { entryNamedIn } from '../projects/names.ts';
import { type Actor, mayAct } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import { loadAuthorisedMilestone } from './find.ts';
import type { Milestone } from './milestone.ts';

type Request = { readonly place: Place; readonly actor: Actor; readonly typed: string };

export type ShownMilestone = {
  readonly project: Project;
  readonly milestone: Milestone;
  readonly today: Day;
  readonly mayChange: boolean;
  /** Its history, oldest first. */
  readonly history: readonly Change[];
};

/** One milestone with its history, for anyone on the project. */
export async function showMilestone(deps: Deps, request: Request): Promise<Result<ShownMilestone, Failure>> {
  const found = await loadAuthorisedMilestone(deps.store, request, 'read');
  if (!found.ok) return found;
  const { project, milestone } = found.value;
  return ok({
    project,
    milestone,
    today: dayAt(deps.clock.now(), project.timeZone),
    mayChange: mayAct(project, request.actor, 'change-milestones').ok,
    history: (await deps.store.changesOfMilestone(project.id, milestone.number)).map((each) =>
      entryNamedIn(project, each),
    ),
  });
}
