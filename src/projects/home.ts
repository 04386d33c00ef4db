import { dayAt } from '../domain/day.ts';
import type { Home } from '../domain/home.ts';
import { byProject } from '../domain/milestone.ts';
import { mayAct, type Visitor } from '../domain/permissions.ts';
import { type Project, personOf } from '../domain/project.ts';
import type { Deps } from './decide.ts';

/** How many projects of the workspace an admin reads who is on none of them. */
export const WORKSPACE_PROJECTS = 20;

/** What is to be in a Home, before its milestones are read. */
export type HomeProjects = Pick<Home, 'whose' | 'hasMore'> & {
  readonly projects: readonly Project[];
  readonly visitor: Visitor;
  /** Differs when a project changed (each change raises its version), or the day did where it is. */
  readonly stamp: string;
};

/** The projects that someone's Home shows, live ones first. Takes no longer however many projects others have. */
export async function homeProjects(deps: Deps, teamId: string, visitor: Visitor): Promise<HomeProjects> {
  const { projects, whose, hasMore } = await findProjects(deps, teamId, visitor);
  const now = deps.clock.now();
  const states = projects.map(({ id, version, timeZone }) => [id, version, dayAt(now, timeZone)]);
  return { projects, whose, hasMore, visitor, stamp: JSON.stringify([visitor.isAdmin, whose, hasMore, states]) };
}

async function findProjects({ store }: Deps, teamId: string, visitor: Visitor) {
  const readable = (project: Project) => mayAct(project, visitor, 'read').ok;
  const all = visitor.userId === '' ? [] : await store.projectsOfPerson(teamId, visitor.userId);
  const mine = all.filter((project) => personOf(project, visitor) !== undefined && readable(project));
  if (!visitor.isAdmin || mine.some(isLive)) return { projects: mine, whose: 'mine' as const, hasMore: false };
  const live = (await store.liveProjects(teamId, WORKSPACE_PROJECTS + 1)).filter(readable);
  return {
    projects: [...live.slice(0, WORKSPACE_PROJECTS), ...mine],
    whose: 'workspace' as const,
    hasMore: live.length > WORKSPACE_PROJECTS,
  };
}

/** What goes into someone's Home, with what they may do there. */
export async function homeOf(deps: Deps, { projects, visitor, whose, hasMore }: HomeProjects): Promise<Home> {
  const milestones = byProject(await deps.store.milestonesOfProjects(projects.filter(isLive).map(({ id }) => id)));
  const now = deps.clock.now();
  return {
    whose,
    hasMore,
    isAdmin: visitor.isAdmin,
    projects: projects.map((project) => ({
      project,
      milestones: milestones.get(project.id) ?? [],
      role: personOf(project, visitor)?.role,
      mayChange: mayAct(project, visitor, 'change-milestones').ok,
      today: dayAt(now, project.timeZone),
    })),
  };
}

function isLive(project: Project): boolean {
  return project.status !== 'closed';
}
