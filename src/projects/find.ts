import type { Failure } from '../domain/failure.ts';
import { type Action, mayAct, type Visitor } from '../domain/permissions.ts';
import type { Store } from '../domain/ports.ts';
import type { Person, Project } from '../domain/project.ts';
import { ok, type Result, refuse } from '../domain/result.ts';

/** Where someone acts: in a channel, or on a project that a button or a form names. */
export type Place = { readonly teamId: string } & ({ readonly channelId: string } | { readonly projectId: string });

export type Allowed = { readonly project: Project; readonly person: Person | undefined };

/** The project someone acts on, if it is there and they may. Every verb begins here. */
export async function findFor(
  store: Store,
  place: Place,
  visitor: Visitor,
  action: Action,
): Promise<Result<Allowed, Failure>> {
  const project =
    'projectId' in place
      ? await store.projectById(place.projectId)
      : await store.projectInChannel(place.teamId, place.channelId);
  // A project id from another workspace is no project here: buttons and forms come from outside.
  if (project === undefined || project.teamId !== place.teamId) return refuse({ kind: 'no-project-here' });
  const allowed = mayAct(project, visitor, action);
  return allowed.ok ? ok({ project, person: allowed.value }) : allowed;
}
