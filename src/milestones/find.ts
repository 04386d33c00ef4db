import type { Choices, Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Store } from '../history/store.ts';
import { loadAuthorised, type Place } from '../projects/find.ts';
import type { Action, Actor } from '../projects/permissions.ts';
import type { Project } from '../projects/project.ts';
import type { Milestone } from './milestone.ts';

/** The milestone whose number someone typed, as `3` or `#3`. A refusal names those to choose from. */
export async function findMilestone(
  store: Store,
  project: Project,
  typed: string,
  state: Choices['state'] = 'open',
): Promise<Result<Milestone, Failure>> {
  const word = typed.trim();
  if (word === '') return refuse({ kind: 'number-missing', ...(await choicesOf(store, project, state)) });
  const digits = /^#?(\d{1,6})$/.exec(word)?.[1];
  if (digits === undefined)
    return refuse({ kind: 'not-a-number', typed: word, ...(await choicesOf(store, project, state)) });
  const number = Number(digits);
  const milestone = await store.milestone(project.id, number);
  if (milestone === undefined) {
    return refuse({ kind: 'no-such-milestone', number, ...(await choicesOf(store, project, state)) });
  }
  return milestone.state === 'removed' ? refuse({ kind: 'milestone-removed', number }) : ok(milestone);
}

export type FoundMilestone = { readonly project: Project; readonly milestone: Milestone };

/** The milestone that someone names to do something with it, if it is there and they may. */
export async function loadAuthorisedMilestone(
  store: Store,
  { place, actor, typed }: { readonly place: Place; readonly actor: Actor; readonly typed: string },
  action: Action,
  state: Choices['state'] = 'open',
): Promise<Result<FoundMilestone, Failure>> {
  const found = await loadAuthorised(store, place, actor, action);
  if (!found.ok) return found;
  const { project } = found.value;
  const target = await findMilestone(store, project, typed, state);
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

async function choicesOf(store: Store, project: Project, state: Choices['state']): Promise<Choices> {
  const milestones = await store.milestonesOf(project.id);
  return { state, numbers: milestones.filter((each) => each.state === state).map(({ number }) => number) };
}
