import { type Day, dayAt, parseDay } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { cleaned } from '../core/written.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import type { MilestoneRequest } from '../milestones/change.ts';
import { alreadyCompleted } from '../milestones/completed.ts';
import { loadAuthorisedMilestone } from '../milestones/find.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import { remindAtOf } from './reminder.ts';
import { type AnswerFailure, snoozeProblems } from './reminderAnswer.ts';

export type Snoozed = { readonly project: Project; readonly milestone: Milestone; readonly today: Day };

/**
 * Quiets what the experts are told of a milestone until a day. The client channel and the admin hear of delays as before:
 * an expert cannot silence them. Nothing of the milestone itself changes, so that nobody is told and nothing is undone.
 */
export function snoozeMilestone(
  deps: Deps,
  request: MilestoneRequest & { readonly until: string; readonly reason: string },
): Promise<Result<Snoozed | 'repeated', Failure | readonly AnswerFailure[]>> {
  const { actor, idempotencyKey, until } = request;
  return decideAndSave<Snoozed, Failure | readonly AnswerFailure[]>(deps, idempotencyKey, async () => {
    const found = await loadAuthorisedMilestone(deps.store, request, 'change-milestones');
    if (!found.ok) return found;
    const { project, milestone: before } = found.value;
    if (before.state === 'completed') return refuse(await alreadyCompleted(deps, project, before));
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const problems = snoozeProblems(request, before, today);
    const snoozedUntil = parseDay(until);
    if (problems.length > 0 || snoozedUntil === undefined) return refuse(problems);
    const snoozed = { ...before, version: before.version + 1, snoozedUntil, snoozes: (before.snoozes ?? 0) + 1 };
    const milestone = { ...snoozed, remindAt: remindAtOf(snoozed, project, now) };
    const note = cleaned(request.reason);
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [milestone],
      changes: [{ kind: 'snoozed', milestoneNumber: before.number, snoozedUntil, ...(note === '' ? {} : { note }) }],
      by: actor,
      at: now,
      idempotencyKey,
    });
    return ok({ changeSet, done: { project, milestone, today } });
  });
}
