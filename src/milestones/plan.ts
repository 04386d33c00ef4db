import { type Day, dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import { MILESTONES_MAX } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import { lastDayOf, proposePlan } from '../domain/plan.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Deps } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';

export type Planned = { readonly project: Project; readonly days: readonly Day[]; readonly today: Day };

/** The dates that the project still lacks, for those who may add milestones. */
export async function planMilestones(
  deps: Deps,
  request: { readonly place: Place; readonly visitor: Visitor },
): Promise<Result<Planned, Failure>> {
  const found = await findFor(deps.store, request.place, request.visitor, 'change-milestones');
  if (!found.ok) return found;
  const { project } = found.value;
  const today = dayAt(deps.clock.now(), project.timeZone);
  const present = await deps.store.milestonesOf(project.id);
  const days = proposePlan(project, today, present).map(({ due }) => due);
  if (days.length > 0) return ok({ project, days, today });
  const last = lastDayOf(project);
  const isOver = project.completionDate < today;
  const isIdle = last === undefined || last < project.startDate || last < today;
  const reason = isOver ? 'over' : isIdle ? 'no-working-day' : present.length >= MILESTONES_MAX ? 'full' : 'covered';
  return refuse({ kind: 'nothing-to-plan', completionDate: project.completionDate, reason });
}
