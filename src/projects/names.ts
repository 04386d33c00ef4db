import type { ChangeRequest } from '../change-requests/request.ts';
import type { Change } from '../history/change.ts';
import { type Member, type Person, type Project, personOf } from './project.ts';

/** Someone whose name Slack did not say: it is what the interaction carried, a handle or an id. */
export type Nameable = Member & { readonly isNameUnknown?: boolean | undefined };

/** With the name that the project knows: it follows Slack, and what was written when someone acted need not. */
export function namedIn<A extends Member>(project: Pick<Project, 'people'>, member: A): A {
  const known = personOf(project, member);
  return known === undefined || isUnnamed(known) ? member : { ...member, name: known.name };
}

/** An entry of the log, with the name that its author has now. */
export function entryNamedIn<C extends Pick<Change, 'by'>>(project: Project, entry: C): C {
  return { ...entry, by: namedIn(project, entry.by) };
}

export function requestNamedIn(project: Project, request: ChangeRequest): ChangeRequest {
  const by = namedIn(project, request.by);
  if (request.state === 'open') return { ...request, by };
  return { ...request, by, answeredBy: namedIn(project, request.answeredBy) };
}

/** The project, in which someone has the name by which Slack knows them now; the same one where they had it already. */
export function withName<P extends Pick<Project, 'people'>>(project: P, member: Member): P {
  const { name } = member;
  const person = personOf(project, member);
  if (person === undefined || person.name === name) return project;
  return { ...project, people: project.people.map((each) => (each === person ? { ...each, name } : each)) };
}

/** Slack did not say the name when the person was chosen. */
export function isUnnamed({ name, userId }: Pick<Person, 'name' | 'userId'>): boolean {
  return name === userId;
}
