import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { changeSetOf, type Deps, decideAndSave } from '../history/decide.ts';
import { type Actor, notAdmin } from './permissions.ts';
import { memberOf, type Person, type Project } from './project.ts';
import {
  type ProjectField,
  type ProjectFieldFailure,
  type ProjectFields,
  type ProjectWords,
  peopleProblems,
  readProject,
} from './readForm.ts';

/** The set-up form, field by field; each name is also the place where a refusal can be shown. */
export type SetupWords = ProjectWords & { readonly people: readonly Person[]; readonly paymentAgreed: boolean };
export type SetupField = ProjectField;
export type SetupFailure = ProjectFieldFailure;

export async function setUpProject(
  deps: Deps,
  request: {
    readonly teamId: string;
    readonly channelId: string;
    readonly actor: Actor;
    readonly words: SetupWords;
    readonly idempotencyKey: string;
  },
): Promise<Result<Project | 'repeated', Failure | readonly SetupFailure[]>> {
  const { teamId, channelId, actor, words, idempotencyKey } = request;
  return decideAndSave<Project, Failure | readonly SetupFailure[]>(deps, idempotencyKey, async () => {
    if (!actor.isAdmin) return refuse(notAdmin(actor));
    const present = await deps.store.projectInChannel(teamId, channelId);
    if (present && present.status !== 'closed') return refuse({ kind: 'project-exists', projectName: present.name });
    const read = readSetup(words);
    if (!read.ok) return read;
    const project: Project = {
      ...read.value,
      id: deps.store.newId(),
      version: 0,
      teamId,
      channelId,
      setUpBy: memberOf(actor),
      status: 'preparing',
      nextNumber: 1,
    };
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [],
      changes: [{ kind: 'project-set-up' }],
      by: actor,
      at: deps.clock.now(),
      idempotencyKey,
    });
    return ok({ changeSet, done: project });
  });
}

/** Checks the form; all that is wrong at once. */
export function readSetup(
  words: SetupWords,
): Result<ProjectFields & Pick<Project, 'people' | 'payment'>, readonly SetupFailure[]> {
  const read = readProject(words);
  const problems = peopleProblems(words.people);
  if (!read.ok) return refuse([...read.failure, ...problems]);
  if (problems.length > 0) return refuse(problems);
  return ok({ ...read.value, people: words.people, payment: { agreed: words.paymentAgreed } });
}
