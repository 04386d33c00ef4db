import { type Change, MILEPOST } from '../history/change.ts';
import type { ChangeSet } from '../history/changeSet.ts';
import { changeSetOf, type Deps } from '../history/decide.ts';
import { byProject, type Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import { remindOf } from './reminding.ts';

/** How many due milestones one round takes; a longer list is worked off in rounds. */
const ROUND = 200;
/** How many rounds one run makes at most; the rest is for the next run. */
const ROUNDS = 50;

/** How many projects one transaction takes: few commands for each, and soon out of the way of whoever changes one. */
const TOGETHER = 20;

/**
 * Decides on the reminders that are due: one entry in the log of each project, however many of its milestones are due. The
 * versions of project and milestones are the claim: of two processes that find them at once, one saves and the other
 * finds nothing left to do. `gotOn` is told after each round in which something was logged; what it throws ends the run.
 * Returns how many milestones were decided on.
 */
export async function remindOfDueMilestones(deps: Deps, gotOn: () => Promise<void> = async () => {}): Promise<number> {
  let decided = 0;
  const faults = new Map<string, unknown>();
  for (let round = 0; round < ROUNDS; round++) {
    // One project's fault keeps no other project waiting.
    const due = byProject(await deps.store.milestonesToRemind(deps.clock.now(), ROUND, [...faults.keys()]));
    if (due.size === 0) break;
    const decisions = await decide(deps, due, faults);
    const before = decided;
    for (let begin = 0; begin < decisions.length; begin += TOGETHER) {
      decided += await claim(deps, decisions.slice(begin, begin + TOGETHER), faults);
    }
    if (decided > before) await gotOn();
  }
  if (faults.size > 0) throw new AggregateError([...faults.values()], 'Some projects could not be reminded');
  return decided;
}

async function decide(
  deps: Deps,
  due: ReadonlyMap<string, readonly Milestone[]>,
  faults: Map<string, unknown>,
): Promise<readonly ChangeSet[]> {
  const projects = new Map((await deps.store.projectsByIds([...due.keys()])).map((project) => [project.id, project]));
  const decisions: ChangeSet[] = [];
  for (const [projectId, milestones] of due) {
    try {
      const project = projects.get(projectId);
      if (project === undefined) throw new Error(`Milestones are due of a project that is gone: ${projectId}`);
      decisions.push(decisionOn(deps, project, milestones));
    } catch (error) {
      faults.set(projectId, error);
    }
  }
  return decisions;
}

function decisionOn(deps: Deps, project: Project, due: readonly Milestone[]): ChangeSet {
  const at = deps.clock.now();
  const { milestones, reminded } = remindOf(project, due, at, deps.adminUserIds ?? []);
  const changes: Pick<Change, 'kind' | 'reminded'>[] = reminded ? [{ kind: 'reminded', reminded }] : [];
  const idempotencyKey = `remind:${project.id}:${project.version}`;
  return changeSetOf(deps, { project, milestones, changes, by: MILEPOST, at, idempotencyKey });
}

/** All together; where someone changed one of the milestones just now, or one of them is at fault, each by itself. */
async function claim(deps: Deps, decisions: readonly ChangeSet[], faults: Map<string, unknown>): Promise<number> {
  if ((await deps.store.saveReminders(decisions).catch(() => 'stale')) === 'saved') return countOf(decisions);
  let decided = 0;
  for (const decision of decisions) {
    try {
      // Stale: it is found again in the next round.
      if ((await deps.store.saveReminders([decision])) === 'saved') decided += countOf([decision]);
    } catch (error) {
      faults.set(decision.project.id, error);
    }
  }
  return decided;
}

function countOf(decisions: readonly ChangeSet[]): number {
  return decisions.reduce((sum, { milestones }) => sum + milestones.length, 0);
}
