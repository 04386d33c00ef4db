import type { Change } from '../domain/change.ts';
import { type Day, dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import { mayAct, type Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Deps } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';
import { findMilestone, findMilestoneFor } from './find.ts';

type Request = { readonly place: Place; readonly visitor: Visitor; readonly typed: string };

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
  const found = await findMilestoneFor(deps.store, request, 'read');
  if (!found.ok) return found;
  const { project, milestone } = found.value;
  return ok({
    project,
    milestone,
    today: dayAt(deps.clock.now(), project.timeZone),
    mayChange: mayAct(project, request.visitor, 'change-milestones').ok,
    history: await deps.store.changesOfMilestone(project.id, milestone.number),
  });
}

/** As many entries as one private answer holds. */
const NEWEST = 30;

export type ShownHistory = { readonly project: Project; readonly number?: number; readonly changes: readonly Change[] };

/** The history of one milestone, removed ones included, or of the whole project: newest first. */
export async function showHistory(deps: Deps, request: Request): Promise<Result<ShownHistory, Failure>> {
  const found = await findFor(deps.store, request.place, request.visitor, 'read');
  if (!found.ok) return found;
  const { project } = found.value;
  if (request.typed.trim() === '') {
    return ok({ project, changes: await deps.store.recentChanges(project.id, NEWEST) });
  }
  const target = await findMilestone(deps.store, project, request.typed);
  if (!target.ok && target.failure.kind !== 'milestone-removed') return target;
  const number = target.ok ? target.value.number : Number(request.typed.replace(/\D/g, ''));
  const history = await deps.store.changesOfMilestone(project.id, number);
  if (history.length === 0 && !target.ok) return refuse(target.failure);
  return ok({ project, number, changes: history.toReversed().slice(0, NEWEST) });
}
