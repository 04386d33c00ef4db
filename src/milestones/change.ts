import { answeredWith, type OpenRequest } from '../change-requests/request.ts';
import { type Day, dayAt } from '../core/day.ts';
import type { Failure } from '../core/failure.ts';
import { ok, type Result } from '../core/result.ts';
import { type Change, fieldsOf, type MilestoneChangeKind } from '../history/change.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import type { Place } from '../projects/find.ts';
import type { Actor } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import { remindAtOf } from '../reminders/reminder.ts';
import { loadAuthorisedMilestone } from './find.ts';
import type { Milestone } from './milestone.ts';

/** Someone asks to change the milestone whose number they typed or whose button they pressed. */
export type MilestoneRequest = {
  readonly place: Place;
  readonly actor: Actor;
  readonly typed: string;
  readonly idempotencyKey: string;
};

export type Changed = {
  readonly project: Project;
  readonly before: Milestone;
  readonly milestone: Milestone;
  readonly today: Day;
  /** Names the action, for whoever takes it back. */
  readonly idempotencyKey: string;
};

type Step = {
  readonly after: Pick<Milestone, 'title' | 'description' | 'due' | 'state' | 'completedOn'>;
  readonly note?: string | undefined;
  /** The open request that is answered by this. */
  readonly answers?: OpenRequest | undefined;
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
  const { actor, idempotencyKey } = request;
  return decideAndSave<Changed, F | Failure>(deps, idempotencyKey, async () => {
    const found = await loadAuthorisedMilestone(
      deps.store,
      request,
      'change-milestones',
      kind === 'reopened' ? 'completed' : 'open',
    );
    if (!found.ok) return found;
    const { project, milestone: before } = found.value;
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const next = await step(before, project, today);
    if (!next.ok) return next;
    const milestone = becoming(before, next.value.after, project, now);
    const { note } = next.value;
    const asked = next.value.answers && answeredWith(next.value.answers, { by: actor, at: now });
    const change: Pick<Change, 'kind' | 'milestoneNumber' | 'before' | 'after' | 'note' | 'changeRequestId'> = {
      kind,
      milestoneNumber: before.number,
      before: fieldsOf(before),
      after: fieldsOf(milestone),
      ...(note ? { note } : {}),
      ...(asked ? { changeRequestId: asked.id } : {}),
    };
    const milestones = [milestone];
    const changeSet = changeSetOf(deps, {
      project,
      milestones,
      changes: [change],
      by: actor,
      at: now,
      idempotencyKey,
      ...(asked ? { requests: [asked] } : {}),
    });
    return ok({ changeSet, done: { project, before, milestone, today, idempotencyKey } });
  });
}

function stateOf({ state, completedOn }: Step['after']) {
  if (state === 'open') return { state };
  if (state === 'removed') return completedOn === undefined ? { state } : { state, completedOn };
  if (completedOn === undefined) throw new Error('A completed milestone has a day on which it was completed');
  return { state, completedOn };
}

/** A milestone with new fields, its next version, and the reminder that belongs to them. */
export function becoming(before: Milestone, after: Step['after'], project: Project, now: Date): Milestone {
  const moved = before.due !== after.due || before.state !== after.state;
  const { completedOn: _, snoozedUntil, ...rest } = before;
  const { title, description, due } = after;
  const milestone: Milestone = {
    ...rest,
    title,
    description,
    due,
    // A date that is changed before the client is told of it was not agreed with anybody.
    firstDue: now < before.publishedAt ? due : before.firstDue,
    ...stateOf(after),
    // What was snoozed is settled by a new date or state.
    ...(moved || snoozedUntil === undefined ? {} : { snoozedUntil }),
    version: before.version + 1,
  };
  return moved ? { ...milestone, remindAt: remindAtOf(milestone, project, now) } : milestone;
}
