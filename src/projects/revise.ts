import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Detail, ProjectChangeKind } from '../history/change.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { AdminRequest } from './advance.ts';
import { detailsBetween } from './details.ts';
import { loadAuthorised } from './find.ts';
import type { Project } from './project.ts';

/** A form that an admin filled in; `version` is the project's version that the form was made from. */
export type FormRequest = AdminRequest & { readonly version: number };

export type Revised = { readonly project: Project; readonly details: readonly Detail[] };

export type Revision<F> = {
  readonly kind: ProjectChangeKind;
  /** The command that opens the form again. */
  readonly command: string;
  /** The project as the form wants it, or what is wrong with the form. */
  readonly revise: (project: Project) => Result<Project, F>;
  /** The milestones that change with it. */
  readonly milestones?: (before: Project, after: Project, now: Date) => Promise<readonly Milestone[]>;
};

/** Saves what an admin changed in a form, unless another admin saved one since this form was opened. */
export function reviseProject<F>(
  deps: Deps,
  request: FormRequest,
  revision: Revision<F>,
): Promise<Result<Revised | 'repeated', F | Failure>> {
  const { place, actor, idempotencyKey, version } = request;
  const { kind, command } = revision;
  return decideAndSave<Revised, F | Failure>(deps, idempotencyKey, async () => {
    const found = await loadAuthorised(deps.store, place, actor, 'administer');
    if (!found.ok) return found;
    const before = found.value.project;
    const projectName = before.name;
    if (before.status === 'closed') return refuse({ kind: 'project-closed', projectName });
    if ((before.adminVersion ?? 0) > version) {
      return refuse({ kind: 'project-changed-meanwhile', projectName, command });
    }
    const revised = revision.revise(before);
    if (!revised.ok) return revised;
    const details = detailsBetween(before, revised.value);
    if (details.length === 0) return refuse({ kind: 'project-unchanged', projectName });
    const now = deps.clock.now();
    const project: Project = { ...revised.value, adminVersion: before.version + 1 };
    const milestones = (await revision.milestones?.(before, project, now)) ?? [];
    const changes = [{ kind, details }];
    const changeSet = changeSetOf(deps, {
      project,
      milestones,
      changes,
      by: actor,
      at: now,
      idempotencyKey,
    });
    return ok({ changeSet, done: { project, details } });
  });
}
