import { type Advice, adviceOn } from '../domain/advice.ts';
import type { Project } from '../domain/project.ts';
import type { Deps } from '../projects/decide.ts';

/** Advice on a project as it is now. For experts alone: whoever may change its milestones. */
export async function adviseOn({ store }: Pick<Deps, 'store'>, project: Project): Promise<readonly Advice[]> {
  return adviceOn(project, await store.milestonesOf(project.id));
}
