import type { Failure } from '../domain/failure.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { AdminRequest } from './advance.ts';
import { changeSetOf, type Deps, decideAndSave } from './decide.ts';
import { findFor } from './find.ts';

/** Closes a project for good: its milestones and its history stay, no reminder follows. */
export function closeProject(deps: Deps, request: AdminRequest): Promise<Result<Project | 'repeated', Failure>> {
  const { place, visitor, requestId } = request;
  return decideAndSave<Project, Failure>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'administer');
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
      by: visitor,
      at: deps.clock.now(),
      requestId,
    });
    return ok({ changeSet, done: closed });
  });
}
