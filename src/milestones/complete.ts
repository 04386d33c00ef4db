import { fieldsOf } from '../domain/change.ts';
import { type Day, dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';
import { findMilestone } from './find.ts';

export type Completed = { readonly project: Project; readonly milestone: Milestone; readonly today: Day };

/** Marks a milestone as completed today, in the project's zone. No reminder follows. */
export async function completeMilestone(
  deps: Deps,
  request: { readonly place: Place; readonly visitor: Visitor; readonly typed: string; readonly requestId: string },
): Promise<Result<Completed | 'repeated', Failure>> {
  const { place, visitor, typed, requestId } = request;
  return decideAndSave<Completed, Failure>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const target = await findMilestone(deps.store, project, typed);
    if (!target.ok) return target;
    const before = target.value;
    if (before.state === 'completed') {
      return refuse({ kind: 'already-completed', number: before.number, completedOn: before.completedOn });
    }
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const milestone: Milestone = {
      ...before,
      version: before.version + 1,
      state: 'completed',
      completedOn: today,
      remindAt: undefined,
    };
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [milestone],
      changes: [
        { kind: 'completed', milestoneNumber: before.number, before: fieldsOf(before), after: fieldsOf(milestone) },
      ],
      by: visitor,
      at: now,
      requestId,
    });
    return ok({ changeSet, done: { project, milestone, today } });
  });
}
