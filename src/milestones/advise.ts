import type { Deps } from '../history/decide.ts';
import type { Project } from '../projects/project.ts';
import { type Advice, adviceOn, newAdvice } from './advice.ts';

/** Advice that new milestones brought about. For experts alone: whoever may change the milestones. */
export async function adviseOnNew(
  { store }: Pick<Deps, 'store'>,
  project: Project,
  added: readonly number[],
): Promise<readonly Advice[]> {
  const present = await store.milestonesOf(project.id);
  const before = present.filter(({ number }) => !added.includes(number));
  return newAdvice(adviceOn(project, before), adviceOn(project, present));
}
