import { type Day, dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Project } from '../domain/project.ts';
import { remindAtOf } from '../domain/reminder.ts';
import { type AnswerFailure, snoozeProblems } from '../domain/reminderAnswer.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave } from '../projects/decide.ts';
import type { MilestoneRequest } from './change.ts';
import { alreadyCompleted } from './completed.ts';
import { findMilestoneFor } from './find.ts';

export type Snoozed = { readonly project: Project; readonly milestone: Milestone; readonly today: Day };

/**
 * Quiets what the experts are told of a milestone until a day. The client channel and the admin hear of delays as before:
 * an expert cannot silence them. Nothing of the milestone itself changes, so that nobody is told and nothing is undone.
 */
export function snoozeMilestone(
  deps: Deps,
  request: MilestoneRequest & { readonly until: string; readonly reason: string },
): Promise<Result<Snoozed | 'repeated', Failure | readonly AnswerFailure[]>> {
  const { visitor, requestId, until } = request;
  return decideAndSave<Snoozed, Failure | readonly AnswerFailure[]>(deps, requestId, async () => {
    const found = await findMilestoneFor(deps.store, request, 'change-milestones');
    if (!found.ok) return found;
    const { project, milestone: before } = found.value;
    if (before.state === 'completed') return refuse(await alreadyCompleted(deps, before));
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const problems = snoozeProblems(request, before, today);
    if (problems.length > 0) return refuse(problems);
    const snoozed = { ...before, version: before.version + 1, snoozedUntil: until, snoozes: (before.snoozes ?? 0) + 1 };
    const milestone = { ...snoozed, remindAt: remindAtOf(snoozed, project, now) };
    const note = request.reason.trim();
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [milestone],
      changes: [
        { kind: 'snoozed', milestoneNumber: before.number, snoozedUntil: until, ...(note === '' ? {} : { note }) },
      ],
      by: visitor,
      at: now,
      requestId,
      notices: [],
    });
    return ok({ changeSet, done: { project, milestone, today } });
  });
}
