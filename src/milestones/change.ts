import { type Change, fieldsOf, type MilestoneChangeKind } from '../domain/change.ts';
import { type Day, dayAt } from '../domain/day.ts';
import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { remindAtOf } from '../domain/reminder.ts';
import { answeredWith, type ChangeRequest, noticesOfAnswer } from '../domain/request.ts';
import { ok, type Result } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave, NOTICES_OF_CHANGE } from '../projects/decide.ts';
import type { Place } from '../projects/find.ts';
import { findMilestoneFor } from './find.ts';

/** Someone asks to change the milestone whose number they typed or whose button they pressed. */
export type MilestoneRequest = {
  readonly place: Place;
  readonly visitor: Visitor;
  readonly typed: string;
  readonly requestId: string;
};

export type Changed = {
  readonly project: Project;
  readonly before: Milestone;
  readonly milestone: Milestone;
  readonly today: Day;
};

type Step = {
  readonly after: Pick<Milestone, 'title' | 'description' | 'due' | 'state' | 'completedOn'>;
  readonly note?: string | undefined;
  /** The open request that is answered by this. */
  readonly answers?: ChangeRequest | undefined;
};

/**
 * What all verbs on one milestone share: the project, the right, the milestone, and one entry in the history. `step`
 * says what the milestone becomes, or why not.
 */
export function changeMilestone<F>(
  deps: Deps,
  request: MilestoneRequest,
  kind: MilestoneChangeKind,
  step: (before: Milestone, project: Project, today: Day) => Result<Step, F> | Promise<Result<Step, F>>,
): Promise<Result<Changed | 'repeated', F | Failure>> {
  const { visitor, requestId } = request;
  return decideAndSave<Changed, F | Failure>(deps, requestId, async () => {
    const found = await findMilestoneFor(deps.store, request, 'change-milestones');
    if (!found.ok) return found;
    const { project, milestone: before } = found.value;
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const next = await step(before, project, today);
    if (!next.ok) return next;
    const milestone = becoming(before, next.value.after, project, now);
    const { note } = next.value;
    const asked = next.value.answers && answeredWith(next.value.answers, { by: visitor, at: now });
    const change: Pick<Change, 'kind' | 'milestoneNumber' | 'before' | 'after' | 'note' | 'answers'> = {
      kind,
      milestoneNumber: before.number,
      before: fieldsOf(before),
      after: fieldsOf(milestone),
      ...(note ? { note } : {}),
      ...(asked ? { answers: asked.id } : {}),
    };
    const milestones = [milestone];
    const changeSet = changeSetOf(deps, {
      project,
      milestones,
      changes: [change],
      by: visitor,
      at: now,
      requestId,
      ...(asked ? { requests: [asked], notices: [...NOTICES_OF_CHANGE, ...noticesOfAnswer(asked)] } : {}),
    });
    return ok({ changeSet, done: { project, before, milestone, today } });
  });
}

/** A milestone with new fields, its next version, and the reminder that belongs to them. */
export function becoming(before: Milestone, after: Step['after'], project: Project, now: Date): Milestone {
  const moved = before.due !== after.due || before.state !== after.state;
  const { completedOn: _, snoozedUntil, ...rest } = before;
  const { title, description, due, state, completedOn } = after;
  const milestone: Milestone = {
    ...rest,
    title,
    description,
    due,
    state,
    ...(completedOn === undefined ? {} : { completedOn }),
    // What was snoozed is settled by a new date or state.
    ...(moved || snoozedUntil === undefined ? {} : { snoozedUntil }),
    version: before.version + 1,
  };
  return moved ? { ...milestone, remindAt: remindAtOf(milestone, project, now) } : milestone;
}
