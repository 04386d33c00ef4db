import { addDays, dayAt, instantAt } from '../core/day.ts';
import { workingDayFrom } from '../core/workingDays.ts';
import { type Change, MILEPOST, type Reminded } from '../history/change.ts';
import type { ChangeSet } from '../history/changeSet.ts';
import { changeSetOf, type Deps } from '../history/decide.ts';
import { byProject, type Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import { remindersOf } from '../reminders/policy.ts';
import { adminOf, remindOf } from '../reminders/reminding.ts';
import { sendingTime } from '../reminders/sendingHours.ts';
import { newsOf } from './returning.ts';
import { verdictOn } from './verdict.ts';

/** How many projects one round looks at, and how many rounds one run makes at most; the rest is for the next run. */
const ROUND = 100;
const ROUNDS = 20;
/** A project that cannot be looked at keeps no other waiting, and is tried again after this time. */
const AGAIN_MS = 3_600_000;

/** When an open project is looked at again: the next working morning, at the time of its reminders. */
export function nextLookAt(project: Project, now: Date): Date {
  const tomorrow = addDays(dayAt(now, project.timeZone), 1);
  return instantAt(workingDayFrom(project, tomorrow), remindersOf(project).at, project.timeZone);
}

/**
 * The morning's look at each open project. The experts are warned of a point of no return while it is ahead, and all are told
 * that one has passed: the channel, the experts and an admin, once for each milestone. Returns of how many milestones.
 */
export async function judgeProjects(deps: Deps): Promise<number> {
  let told = 0;
  const faults: unknown[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const now = deps.clock.now();
    const projects = await deps.store.projectsToJudge(now, ROUND);
    if (projects.length === 0) break;
    const milestones = byProject(await deps.store.milestonesOfProjects(projects.map(({ id }) => id)));
    const looks = new Map<string, Date>();
    for (const project of projects) {
      try {
        const news = newsFor(deps, project, milestones.get(project.id) ?? [], now);
        // Stale: someone changed the project meanwhile, and the next round looks at it as it is then.
        const isSaved = news === undefined || (await deps.store.saveReminders([news])) === 'saved';
        if (news !== undefined && isSaved) told += news.milestones.length;
        if (isSaved) looks.set(project.id, lookAfter(project, now));
      } catch (error) {
        faults.push(error);
        looks.set(project.id, new Date(now.getTime() + AGAIN_MS));
      }
    }
    await deps.store.putOffJudging(looks);
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Some projects could not be judged');
  return told;
}

/** Nobody is told at night or on a day off: what was missed meanwhile is told at the next moment that may be. */
function lookAfter(project: Project, now: Date): Date {
  const mayTell = sendingTime(project, now);
  return mayTell > now ? mayTell : nextLookAt(project, now);
}

function newsFor(deps: Deps, project: Project, milestones: readonly Milestone[], now: Date): ChangeSet | undefined {
  if (sendingTime(project, now) > now) return undefined;
  const today = dayAt(now, project.timeZone);
  const verdict = verdictOn(project, milestones, today);
  const news = milestones.flatMap((milestone) => {
    const found = newsOf(project, verdict, milestone, today);
    return found ? [{ ...found, milestone }] : [];
  });
  if (news.length === 0) return undefined;
  // What is to be reminded of this morning comes along, so that nobody reads two messages.
  const due = milestones.filter(({ remindAt }) => remindAt !== undefined && remindAt <= now);
  const admins = deps.adminUserIds ?? [];
  const reminding = remindOf(project, due, now, admins);
  const remembered = new Map(reminding.milestones.map((milestone) => [milestone.number, milestone]));
  for (const { milestone, returning, day } of news) {
    const { number, version } = milestone;
    const next = remembered.get(number) ?? { ...milestone, version: version + 1 };
    remembered.set(number, returning === 'near' ? { ...next, warnedOf: day } : { ...next, passed: day });
  }
  const numbers = (which: 'near' | 'passed') =>
    news.filter(({ returning }) => returning === which).map(({ milestone }) => milestone.number);
  const [near, passed] = [numbers('near'), numbers('passed')];
  const { experts = [], channel = [], admin: late } = reminding.reminded ?? {};
  const admin = adminOf(project, union(late?.numbers ?? [], passed), admins);
  const reminded: Reminded = {
    experts: union(experts, near, passed),
    channel: union(channel, passed),
    ...(admin ? { admin } : {}),
    ofReturn: [...near, ...passed],
  };
  const change: Pick<Change, 'kind' | 'reminded'> = { kind: 'reminded', reminded };
  return changeSetOf(deps, {
    project,
    milestones: [...remembered.values()],
    changes: [change],
    by: MILEPOST,
    at: now,
    idempotencyKey: `judge:${project.id}:${project.version}`,
  });
}

function union(...all: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(all.flat())].toSorted((a, b) => a - b);
}
