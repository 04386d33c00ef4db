import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Store } from '../domain/ports.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';

/** The milestone whose number someone typed, as `3` or `#3`. A refusal names the open ones, to choose from. */
export async function findMilestone(
  store: Store,
  project: Project,
  typed: string,
): Promise<Result<Milestone, Failure>> {
  const word = typed.trim();
  if (word === '') return refuse({ kind: 'number-missing', open: await openNumbers(store, project) });
  const digits = /^#?(\d{1,6})$/.exec(word)?.[1];
  if (digits === undefined)
    return refuse({ kind: 'not-a-number', typed: word, open: await openNumbers(store, project) });
  const number = Number(digits);
  const milestone = await store.milestone(project.id, number);
  if (milestone === undefined) {
    return refuse({ kind: 'no-such-milestone', number, open: await openNumbers(store, project) });
  }
  return milestone.state === 'removed' ? refuse({ kind: 'milestone-removed', number }) : ok(milestone);
}

async function openNumbers(store: Store, project: Project): Promise<readonly number[]> {
  const milestones = await store.milestonesOf(project.id);
  return milestones.filter((milestone) => milestone.state === 'open').map((milestone) => milestone.number);
}
