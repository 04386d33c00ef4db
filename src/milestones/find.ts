import type { Failure } from '../domain/failure.ts';
import type { Milestone } from '../domain/milestone.ts';
import type { Action, Visitor } from '../domain/permissions.ts';
import type { Store } from '../domain/ports.ts';
import type { Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { findFor, type Place } from '../projects/find.ts';

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

export type FoundMilestone = { readonly project: Project; readonly milestone: Milestone };

/** The milestone that someone names to do something with it, if it is there and they may. */
export async function findMilestoneFor(
  store: Store,
  { place, visitor, typed }: { readonly place: Place; readonly visitor: Visitor; readonly typed: string },
  action: Action,
): Promise<Result<FoundMilestone, Failure>> {
  const found = await findFor(store, place, visitor, action);
  if (!found.ok) return found;
  const { project } = found.value;
  const target = await findMilestone(store, project, typed);
  return target.ok ? ok({ project, milestone: target.value }) : target;
}

/** The milestone as a form shows it, and the `seq` of the newest change that whoever fills the form in has then seen. */
export async function asSeen(
  store: Store,
  found: Milestone,
): Promise<{ readonly milestone: Milestone; readonly seenSeq: number }> {
  const { projectId, number } = found;
  // The history first: a change between the two reads must look newer than what was seen, never older.
  const history = await store.changesOfMilestone(projectId, number);
  const milestone = await store.milestone(projectId, number);
  return { milestone: milestone ?? found, seenSeq: history.at(-1)?.seq ?? 0 };
}

async function openNumbers(store: Store, project: Project): Promise<readonly number[]> {
  const milestones = await store.milestonesOf(project.id);
  return milestones.filter((milestone) => milestone.state === 'open').map((milestone) => milestone.number);
}
