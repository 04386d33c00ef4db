import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Deps } from '../history/decide.ts';
import { replanned } from '../reminders/replan.ts';
import type { Person } from './project.ts';
import { type ProjectFieldFailure, type ProjectWords, peopleProblems, readProject } from './readForm.ts';
import { type FormRequest, type Revised, reviseProject } from './revise.ts';

type Outcome = Promise<Result<Revised | 'repeated', Failure | readonly ProjectFieldFailure[]>>;

/** Changes name, dates, time zone and working days. A new zone, or other working days, move the reminders. */
export function editProject(deps: Deps, request: FormRequest & { readonly words: ProjectWords }): Outcome {
  return reviseProject<Failure | readonly ProjectFieldFailure[]>(deps, request, {
    kind: 'project-edited',
    command: '/project edit',
    revise(project) {
      const read = readProject(request.words);
      return read.ok ? ok({ ...project, ...read.value }) : read;
    },
    milestones: (before, after, now) => replanned(deps, before, after, now),
  });
}

/** Says anew who is on the project, and as what. */
export function changePeople(deps: Deps, request: FormRequest & { readonly people: readonly Person[] }): Outcome {
  return reviseProject<Failure | readonly ProjectFieldFailure[]>(deps, request, {
    kind: 'people-changed',
    command: '/project people',
    revise(project) {
      const problems = peopleProblems(request.people);
      if (problems.length > 0) return refuse(problems);
      return ok({ ...project, people: request.people.map((person) => asKnown(person, project.people)) });
    },
  });
}

/** The name and workspace someone is stored with stay: people of a shared channel cannot always be looked up again. */
function asKnown(person: Person, known: readonly Person[]): Person {
  const stored = known.find(({ userId }) => userId === person.userId);
  return stored ? { ...stored, role: person.role } : person;
}
