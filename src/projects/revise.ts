import type { Detail, ProjectChangeKind } from '../domain/change.ts';
import type { Notice } from '../domain/changeSet.ts';
import { detailsBetween } from '../domain/details.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { AdminRequest } from './advance.ts';
import { changeSetOf, type Deps, decideAndSave } from './decide.ts';
import { findFor } from './find.ts';

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
  /** What is owed for it, where that is not an update and the board. */
  readonly notices?: readonly Notice[];
};

/** Saves what an admin changed in a form, unless another admin saved one since this form was opened. */
export function reviseProject<F>(
  deps: Deps,
  request: FormRequest,
  revision: Revision<F>,
): Promise<Result<Revised | 'repeated', F | Failure>> {
  const { place, visitor, requestId, version } = request;
  const { kind, command, notices } = revision;
  return decideAndSave<Revised, F | Failure>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'administer');
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
      by: visitor,
      at: now,
      requestId,
      ...(notices ? { notices } : {}),
    });
    return ok({ changeSet, done: { project, details } });
  });
}
