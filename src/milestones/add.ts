import { fieldsOf } from '../domain/change.ts';
import { type Day, dayAt } from '../domain/day.ts';
import { type DraftFailure, type DraftWords, readDraft } from '../domain/draft.ts';
import type { Failure } from '../domain/failure.ts';
import { MILESTONES_MAX, type Milestone, overdueFrom } from '../domain/milestone.ts';
import type { Visitor } from '../domain/permissions.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave } from '../projects/decide.ts';
import { findFor, type Place } from '../projects/find.ts';

export type Added = { readonly project: Project; readonly milestone: Milestone; readonly today: Day };

/** Adds one milestone. What is wrong with the words comes back all at once, each with its field. */
export async function addMilestone(
  deps: Deps,
  request: { readonly place: Place; readonly visitor: Visitor; readonly words: DraftWords; readonly requestId: string },
): Promise<Result<Added | 'repeated', Failure | readonly DraftFailure[]>> {
  const { place, visitor, words, requestId } = request;
  return decideAndSave<Added, Failure | readonly DraftFailure[]>(deps, requestId, async () => {
    const found = await findFor(deps.store, place, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    const now = deps.clock.now();
    const today = dayAt(now, project.timeZone);
    const draft = readDraft(words, today);
    if (!draft.ok) return draft;
    if (project.nextNumber > MILESTONES_MAX) {
      const present = await deps.store.milestonesOf(project.id);
      if (present.length >= MILESTONES_MAX) return refuse({ kind: 'too-many-milestones', max: MILESTONES_MAX });
    }
    const milestone: Milestone = {
      ...draft.value,
      id: deps.store.newId(),
      projectId: project.id,
      number: project.nextNumber,
      version: 1,
      state: 'open',
      remindAt: overdueFrom(draft.value.due, project.timeZone),
    };
    const changeSet = changeSetOf(deps, {
      project: { ...project, nextNumber: project.nextNumber + 1 },
      milestones: [milestone],
      changes: [{ kind: 'added', milestoneNumber: milestone.number, after: fieldsOf(milestone) }],
      by: visitor,
      at: now,
      requestId,
    });
    return ok({ changeSet, done: { project, milestone, today } });
  });
}
