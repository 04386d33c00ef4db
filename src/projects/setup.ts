import type { Failure } from '../domain/failure.ts';
import { notAdmin, type Visitor } from '../domain/permissions.ts';
import { actorOf, type Person, type Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { changeSetOf, type Deps, decideAndSave } from './decide.ts';
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
    readonly visitor: Visitor;
    readonly words: SetupWords;
    readonly requestId: string;
  },
): Promise<Result<Project | 'repeated', Failure | readonly SetupFailure[]>> {
  const { teamId, channelId, visitor, words, requestId } = request;
  return decideAndSave<Project, Failure | readonly SetupFailure[]>(deps, requestId, async () => {
    if (!visitor.isAdmin) return refuse(notAdmin(visitor));
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
      setUpBy: actorOf(visitor),
      status: 'preparing',
      nextNumber: 1,
    };
    const changeSet = changeSetOf(deps, {
      project,
      milestones: [],
      changes: [{ kind: 'project-set-up' }],
      by: visitor,
      at: deps.clock.now(),
      requestId,
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
