import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { type AdminRequest, advance } from './advance.ts';
import { isOwnedBy, memberOf, type Project, personOf } from './project.ts';

/** An admin reads a project of someone else's from now on. The channel hears of it, and the history says so. */
export function takeOver(
  deps: Parameters<typeof advance>[0],
  request: AdminRequest,
): Promise<Result<Project | 'repeated', Failure>> {
  const { actor } = request;
  return advance(deps, request, 'project-taken-over', (project) => {
    const isTheirs = isOwnedBy(project, actor) || personOf(project, actor) !== undefined;
    if (isTheirs) return refuse({ kind: 'taken-over-already', projectName: project.name });
    return ok({ ...project, takenOverBy: [...(project.takenOverBy ?? []), memberOf(actor)] });
  });
}
