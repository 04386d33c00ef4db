import type { Failure } from '../core/failure.ts';
import type { Deps } from '../history/decide.ts';
import { namedIn } from '../projects/names.ts';
import type { Project } from '../projects/project.ts';
import type { Milestone } from './milestone.ts';

/** The refusal for what is completed already: since when, and by whom. */
export async function alreadyCompleted(
  { store }: Pick<Deps, 'store'>,
  project: Project,
  milestone: Milestone,
): Promise<Failure> {
  const { projectId, number, completedOn } = milestone;
  const history = await store.changesOfMilestone(projectId, number);
  const last = history.findLast(({ kind }) => kind === 'completed');
  return { kind: 'already-completed', number, completedOn, by: last && namedIn(project, last.by).name };
}
