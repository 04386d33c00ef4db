import type { Deps } from '../history/decide.ts';
import type { Store } from '../history/store.ts';
import { isUnnamed, withName } from './names.ts';
import { adminsToTell, type Member, type Project } from './project.ts';

/** What happens in Slack around a project, without anyone's command. Done twice, each changes nothing more. */

/** Tries to write a name beside others who save. */
const ATTEMPTS = 5;
/** Projects whose people are asked for in one turn. */
const UNNAMED_A_TURN = 20;

/** Someone has another name: so they have in every project of the workspace that they are on. */
export async function followName({ store }: Pick<Deps, 'store'>, teamId: string, member: Member): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = await store.projectsOfPerson(teamId, member.userId);
    if (await saveAll(store, found, (project) => withName(project, member))) return;
  }
}

/** Asks for the names that Slack did not say when people were chosen. */
export async function fillInNames(
  { store }: Pick<Deps, 'store'>,
  find: (userId: string) => Promise<Member | undefined>,
): Promise<void> {
  for (const project of await store.unnamedProjects(UNNAMED_A_TURN)) {
    let named = project;
    for (const person of project.people.filter(isUnnamed)) {
      const known = await find(person.userId);
      // Ids are unique within a workspace only.
      if (known?.teamId === person.teamId) named = withName(named, { ...person, name: known?.name ?? person.name });
    }
    await saveAll(store, [project], () => named);
  }
}

/** False where someone changed one of them since it was read. */
async function saveAll(
  store: Pick<Store, 'saveNames'>,
  projects: readonly Project[],
  change: (project: Project) => Project,
): Promise<boolean> {
  let areSaved = true;
  for (const project of projects) {
    const changed = change(project);
    if (changed !== project && !(await store.saveNames(changed))) areSaved = false;
  }
  return areSaved;
}

type InChannel = { readonly teamId: string; readonly channelId: string };

/** Nothing reaches a channel any more: it was archived or deleted, or the app is out of it. */
export async function followLoss(deps: Deps, place: InChannel, reason: string): Promise<void> {
  const project = await liveIn(deps, place);
  if (project) await deps.store.suspendChannel(project, reason, adminsOf(deps, project), deps.clock.now());
}

/** A channel can be reached again. */
export async function followReturn(deps: Deps, place: InChannel): Promise<void> {
  const project = await liveIn(deps, place);
  if (project) await deps.store.resumeChannel(project, deps.clock.now());
}

/** Another workspace does not see a channel any more, `otherTeamId`: a workspace, or an organisation of many. */
export async function followUnsharing(
  deps: Deps,
  place: InChannel,
  { eventId, otherTeamId, isStillShared }: { eventId: string; otherTeamId: string; isStillShared: boolean },
): Promise<void> {
  const project = await liveIn(deps, place);
  if (project === undefined) return;
  const outsiders = project.people.filter(({ teamId }) => teamId !== project.teamId);
  const isConcerned =
    outsiders.some(({ teamId }) => teamId === otherTeamId) || (outsiders.length > 0 && !isStillShared);
  if (isConcerned) await deps.store.tellUnshared(project, eventId, adminsOf(deps, project), deps.clock.now());
}

async function liveIn({ store }: Deps, { teamId, channelId }: InChannel): Promise<Project | undefined> {
  const project = await store.projectInChannel(teamId, channelId);
  return project?.status === 'closed' ? undefined : project;
}

function adminsOf({ adminUserIds }: Deps, project: Project): readonly string[] {
  return adminsToTell(project, adminUserIds ?? []);
}
