import { type Day, dayAt } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import type { Actor } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import { MILESTONES_MAX } from './milestone.ts';
import { lastDayOf, proposePlan } from './proposePlan.ts';

export type Planned = { readonly project: Project; readonly days: readonly Day[]; readonly today: Day };

/** The dates that the project still lacks, for those who may add milestones. */
export async function planMilestones(
  deps: Deps,
  request: { readonly place: Place; readonly actor: Actor },
): Promise<Result<Planned, Failure>> {
  const found = await loadAuthorised(deps.store, request.place, request.actor, 'change-milestones');
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
