import type { Failure } from '../core/failure.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Store } from '../history/store.ts';
import { type Action, type Actor, mayAct } from './permissions.ts';
import type { Person, Project } from './project.ts';

/** Where someone acts: in a channel, or on a project that a button or a form names. */
export type Place = { readonly teamId: string } & ({ readonly channelId: string } | { readonly projectId: string }) & {
    /** The project as it was read just now, for the first who asks. */
    readonly takeRead?: () => Project | undefined;
  };

/** The same place. Whoever begins with it needs not read its project again; a second try does. */
export function alreadyRead<P extends Place>(place: P, project: Project): P {
  let read: Project | undefined = project;
  return {
    ...place,
    takeRead() {
      const once = read;
      read = undefined;
      return once;
    },
  };
}

export type Allowed = { readonly project: Project; readonly person: Person | undefined };

function projectAt(store: Store, place: Place): Promise<Project | undefined> {
  if ('projectId' in place) return store.projectById(place.projectId);
  return store.projectInChannel(place.teamId, place.channelId);
}

/** The project someone acts on, if it is there and they may. Every verb begins here. */
export async function loadAuthorised(
  store: Store,
  place: Place,
  actor: Actor,
  action: Action,
): Promise<Result<Allowed, Failure>> {
  const project = place.takeRead?.() ?? (await projectAt(store, place));
  // A project id from another workspace is no project here: buttons and forms come from outside.
  if (project === undefined || project.teamId !== place.teamId) return refuse({ kind: 'no-project-here' });
  let allowed = await mayActThere(project, actor, action);
  // For an expert a project says enough; nobody is refused for what Slack was too slow to say.
  if (!allowed.ok && actor.isAdminUnknown) allowed = await mayActThere(project, await known(actor), action);
  return allowed.ok ? ok({ project, person: allowed.value }) : allowed;
}

/** Someone of whom Slack did not say in time whether they are an admin: it is waited for longer. */
export async function known(actor: Actor): Promise<Actor> {
  return actor.isAdminUnknown && actor.askAgain ? actor.askAgain() : actor;
}

export async function mayRead(project: Project, actor: Actor): Promise<boolean> {
  return (await mayActThere(project, actor, 'read')).ok;
}

/** An admin who is in a project's channel reads there what Milepost would show: there is nothing to take over. */
async function mayActThere(
  project: Project,
  actor: Actor,
  action: Action,
): Promise<Result<Person | undefined, Failure>> {
  const allowed = mayAct(project, actor, action);
  const isForeign = !allowed.ok && allowed.failure.kind === 'not-taken-over';
  if (!isForeign || !(await actor.isIn?.(project.channelId))) return allowed;
  return mayAct({ ...project, takenOverBy: [actor] }, actor, action);
}
