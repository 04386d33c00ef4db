import type { Failure } from '../core/failure.ts';
import { quietEnd } from '../history/audience.ts';
import { fieldsOf } from '../history/change.ts';
import type { ChangeSet } from '../history/changeSet.ts';
import { changeSetOf, type Deps } from '../history/decide.ts';
import type { Member, Project } from '../projects/project.ts';
import { remindAtOf } from '../reminders/reminder.ts';
import { type Draft, MILESTONES_MAX, type Milestone } from './milestone.ts';

/** Whether so many more fit on one board. Counts only where numbers alone do not tell. */
export async function roomProblem({ store }: Deps, project: Project, adding: number): Promise<Failure | undefined> {
  if (project.nextNumber - 1 + adding <= MILESTONES_MAX) return undefined;
  const present = (await store.milestonesOf(project.id)).length;
  if (present + adding <= MILESTONES_MAX) return undefined;
  return adding === 1
    ? { kind: 'too-many-milestones', max: MILESTONES_MAX }
    : { kind: 'too-many-together', present, adding, max: MILESTONES_MAX };
}

/** New milestones with the next numbers, in one change set: one update tells of them all. */
export function addAll(
  deps: Deps,
  project: Project,
  drafts: readonly Draft[],
  made: { readonly by: Member; readonly at: Date; readonly idempotencyKey: string },
): { readonly milestones: readonly Milestone[]; readonly changeSet: ChangeSet } {
  const milestones = drafts.map(
    (draft, index): Milestone => ({
      ...draft,
      id: deps.store.newId(),
      projectId: project.id,
      number: project.nextNumber + index,
      version: 1,
      state: 'open',
      firstDue: draft.due,
      publishedAt: quietEnd(project, made.at),
      remindAt: remindAtOf({ due: draft.due, state: 'open' }, project, made.at),
    }),
  );
  const changeSet = changeSetOf(deps, {
    project: { ...project, nextNumber: project.nextNumber + milestones.length },
    milestones,
    changes: milestones.map((milestone) => ({
      kind: 'added',
      milestoneNumber: milestone.number,
      after: fieldsOf(milestone),
    })),
    ...made,
  });
  return { milestones, changeSet };
}
