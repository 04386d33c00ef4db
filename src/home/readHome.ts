import { dayAt } from '../core/day.ts';
import { workingDaysBetween } from '../core/workingDays.ts';
import type { Deps } from '../history/decide.ts';
import { byProject } from '../milestones/milestone.ts';
import { mayRead } from '../projects/find.ts';
import { type Actor, mayAct } from '../projects/permissions.ts';
import { type Project, personOf } from '../projects/project.ts';
import { verdictOn } from '../verdict/verdict.ts';
import { worstFirst } from '../verdict/worstFirst.ts';
import type { Home, HomeProject } from './home.ts';

/** How many projects of the workspace an admin reads who is on none of them. */
export const WORKSPACE_PROJECTS = 20;

/** What is to be in a Home, before its milestones are read. */
export type HomeProjects = Pick<Home, 'whose' | 'hasMore' | 'others'> & {
  readonly projects: readonly Project[];
  readonly actor: Actor;
  /** Differs when a project changed (each change raises its version), or the day did where it is. */
  readonly stamp: string;
};

/** The projects that someone's Home shows, live ones first. Takes no longer however many projects others have. */
export async function homeProjects(deps: Deps, teamId: string, actor: Actor): Promise<HomeProjects> {
  const found = await findProjects(deps, teamId, actor);
  const { projects, others, whose, hasMore } = found;
  const now = deps.clock.now();
  const states = projects.map(({ id, version, timeZone }) => [id, version, dayAt(now, timeZone)]);
  return { ...found, actor, stamp: JSON.stringify([actor.isAdmin, whose, hasMore, states, others]) };
}

async function findProjects({ store, clock }: Deps, teamId: string, actor: Actor) {
  const now = clock.now();
  const all = actor.isDeactivated ? [] : await store.projectsOfPerson(teamId, actor.userId);
  const mine = all.filter((project) => isWhole(project, now) && personOf(project, actor) !== undefined);
  if (!actor.isAdmin || mine.some(isLive))
    return { projects: mine, others: [], whose: 'mine' as const, hasMore: false };
  const found = (await store.liveProjects(teamId, WORKSPACE_PROJECTS + 1)).filter((project) => isWhole(project, now));
  const live = found.slice(0, WORKSPACE_PROJECTS);
  const areTheirs = await Promise.all(live.map((project) => mayRead(project, actor)));
  return {
    projects: [...live.filter((_, index) => areTheirs[index]), ...mine],
    others: live.filter((_, index) => !areTheirs[index]).map(({ id, name }) => ({ id, name })),
    whose: 'workspace' as const,
    hasMore: found.length > live.length,
  };
}

/** What goes into someone's Home, with what they may do there. */
export async function homeOf(deps: Deps, { projects, others, actor, whose, hasMore }: HomeProjects): Promise<Home> {
  const milestones = byProject(await deps.store.milestonesOfProjects(projects.filter(isLive).map(({ id }) => id)));
  const now = deps.clock.now();
  return {
    whose,
    hasMore,
    others,
    isAdmin: actor.isAdmin,
    projects: byNeed(
      projects.map((project) => ({
        project,
        milestones: milestones.get(project.id) ?? [],
        role: personOf(project, actor)?.role,
        mayChange: mayAct(project, actor, 'change-milestones').ok,
        today: dayAt(now, project.timeZone),
      })),
    ),
  };
}

/** The worst first; projects without a verdict after those with one, and closed ones last. */
function byNeed(projects: readonly HomeProject[]): readonly HomeProject[] {
  const judged = projects.map((each) => ({ each, verdict: verdictOn(each.project, each.milestones, each.today) }));
  const rankOf = ({ project }: HomeProject) => STATUSES.indexOf(project.status);
  return judged
    .toSorted((a, b) => {
      const isOpen = a.each.project.status === 'open' && b.each.project.status === 'open';
      return rankOf(a.each) - rankOf(b.each) || (isOpen ? worstFirst(a.verdict, b.verdict) : 0);
    })
    .map(({ each }) => each);
}

const STATUSES: readonly Project['status'][] = ['open', 'preparing', 'closed'];

/** A project that cannot be shown costs only itself. */
function isWhole(project: Project, now: Date): boolean {
  const { timeZone, name, people } = project;
  try {
    dayAt(now, timeZone);
    workingDaysBetween(project, project.startDate, project.completionDate);
    return typeof name === 'string' && people.every(({ userId }) => typeof userId === 'string');
  } catch {
    return false;
  }
}

function isLive(project: Project): boolean {
  return project.status !== 'closed';
}
