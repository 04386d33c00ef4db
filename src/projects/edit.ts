import type { Failure } from '../domain/failure.ts';
import { type Milestone, overdueFrom } from '../domain/milestone.ts';
import type { Person } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { Deps } from './decide.ts';
import { type ProjectFieldFailure, type ProjectWords, peopleProblems, readProject } from './readForm.ts';
import { type FormRequest, type Revised, reviseProject } from './revise.ts';

type Outcome = Promise<Result<Revised | 'repeated', Failure | readonly ProjectFieldFailure[]>>;

/** Changes name, dates, time zone and working days. A new zone moves the instants at which reminders come. */
export function editProject(deps: Deps, request: FormRequest & { readonly words: ProjectWords }): Outcome {
  return reviseProject<Failure | readonly ProjectFieldFailure[]>(deps, request, {
    kind: 'project-edited',
    command: '/project edit',
    revise(project) {
      const read = readProject(request.words);
      return read.ok ? ok({ ...project, ...read.value }) : read;
    },
    async milestones(before, after, now) {
      if (before.timeZone === after.timeZone) return [];
      const milestones = await deps.store.milestonesOf(after.id);
      return milestones.flatMap((milestone) => inZone(milestone, after.timeZone, now));
    },
  });
}

/** The milestone with its reminder at the new zone's instant; none where nothing changes. */
function inZone(milestone: Milestone, timeZone: string, now: Date): readonly Milestone[] {
  if (milestone.state !== 'open') return [];
  const remindAt = overdueFrom(milestone.due, timeZone);
  // Who was reminded already is not reminded again.
  if (milestone.remindAt === undefined && remindAt <= now) return [];
  return [{ ...milestone, version: milestone.version + 1, remindAt }];
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
