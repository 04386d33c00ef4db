import { byProject, type Milestone } from '../domain/milestone.ts';
import type { Project } from '../domain/project.ts';
import { remindOf } from '../domain/reminding.ts';
import type { Deps } from '../projects/decide.ts';

/** How many due milestones one round takes; a longer list is worked off in rounds. */
const ROUND = 200;
/** How many rounds one run makes at most; the rest is for the next run. */
const ROUNDS = 50;

/**
 * Queues the reminders that are due, one message per project and receiver however many of its milestones are. The
 * project's version is the claim: of two processes that find them at once, one saves and the other finds nothing left to
 * do. Returns how many milestones were decided on.
 */
export async function remindOfDueMilestones(deps: Deps): Promise<number> {
  let decided = 0;
  const faults = new Map<string, unknown>();
  for (let round = 0; round < ROUNDS; round++) {
    // One project's fault keeps no other project waiting.
    const due = byProject(await deps.store.milestonesToRemind(deps.clock.now(), ROUND, [...faults.keys()]));
    if (due.size === 0) break;
    const projects = await deps.store.projectsByIds([...due.keys()]);
    for (const [projectId, milestones] of due) {
      try {
        const project = projects.find(({ id }) => id === projectId);
        if (project === undefined) throw new Error(`Milestones are due of a project that is gone: ${projectId}`);
        // Stale: someone changed the project just now; it is found again in the next round.
        if (await claim(deps, project, milestones)) decided += milestones.length;
      } catch (error) {
        faults.set(projectId, error);
      }
    }
  }
  if (faults.size > 0) throw new AggregateError([...faults.values()], 'Some projects could not be reminded');
  return decided;
}

async function claim(deps: Deps, project: Project, due: readonly Milestone[]): Promise<boolean> {
  const now = deps.clock.now();
  const version = project.version + 1;
  const { milestones, notices } = remindOf(project, due, now, deps.adminUserIds ?? []);
  const saved = await deps.store.save({
    project: { ...project, version },
    milestones,
    changes: [],
    notices,
    at: now,
    requestId: `remind:${project.id}:${version}`,
  });
  return saved === 'saved';
}
