import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import type { AdminRequest } from './advance.ts';
import { loadAuthorised } from './find.ts';
import type { Project } from './project.ts';

/** Closes a project for good: its milestones and its history stay, no reminder follows. */
export function closeProject(deps: Deps, request: AdminRequest): Promise<Result<Project | 'repeated', Failure>> {
  const { place, actor, idempotencyKey } = request;
  return decideAndSave<Project, Failure>(deps, idempotencyKey, async () => {
    const found = await loadAuthorised(deps.store, place, actor, 'administer');
    if (!found.ok) return found;
    const { project } = found.value;
    if (project.status === 'closed') return refuse({ kind: 'project-closed', projectName: project.name });
    const milestones = await deps.store.milestonesOf(project.id);
    const closed: Project = { ...project, status: 'closed' };
    const changeSet = changeSetOf(deps, {
      project: closed,
      milestones: milestones
        .filter(({ remindAt }) => remindAt !== undefined)
        .map((milestone) => ({ ...milestone, version: milestone.version + 1, remindAt: undefined })),
      changes: [{ kind: 'project-closed' }],
      by: actor,
      at: deps.clock.now(),
      idempotencyKey,
    });
    return ok({ changeSet, done: closed });
  });
}
