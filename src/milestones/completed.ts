import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Deps } from '../projects/decide.ts';

/** The refusal for what is completed already: since when, and by whom. */
export async function alreadyCompleted({ store }: Pick<Deps, 'store'>, milestone: Milestone): Promise<Failure> {
  const { projectId, number, completedOn } = milestone;
  const history = await store.changesOfMilestone(projectId, number);
  const by = history.findLast(({ kind }) => kind === 'completed')?.by.name;
  return { kind: 'already-completed', number, completedOn, by };
}
