import type { Notice } from '../domain/changeSet.ts';
import { isOverdue, type Milestone } from '../domain/milestone.ts';
import { expertsOf, type Project } from '../domain/project.ts';
import type { Deps } from '../projects/decide.ts';

/** How many due milestones one round takes; a longer list is worked off in rounds. */
const ROUND = 200;
/** How many rounds one run makes at most; the rest is for the next run. */
const ROUNDS = 50;

/**
 * Queues the reminders that are due, one message per project however many of its milestones are. The milestone's own
 * version is the claim: of two processes that find it at once, one saves and the other finds nothing left to do.
 * Returns how many milestones were reminded of.
 */
export async function remindOfDueMilestones(deps: Deps): Promise<number> {
  let reminded = 0;
  const faults: unknown[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const due = await deps.store.milestonesToRemind(deps.clock.now(), ROUND);
    let isProgress = false;
    for (const [projectId, milestones] of groupByProject(due)) {
      try {
        const done = await remindProject(deps, projectId, milestones);
        if (done !== 'stale') isProgress = true;
        if (typeof done === 'number') reminded += done;
      } catch (error) {
        // One project's fault keeps no other project waiting.
        faults.push(error);
      }
    }
    const isStaleOnly = due.length > 0 && !isProgress && faults.length === 0;
    if (due.length === 0 || (!isProgress && !isStaleOnly)) break;
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Some projects could not be reminded');
  return reminded;
}

function groupByProject(milestones: readonly Milestone[]): Map<string, Milestone[]> {
  const groups = new Map<string, Milestone[]>();
  for (const milestone of milestones) {
    const group = groups.get(milestone.projectId);
    if (group) group.push(milestone);
    else groups.set(milestone.projectId, [milestone]);
  }
  return groups;
}

async function remindProject(
  deps: Deps,
  projectId: string,
  milestones: readonly Milestone[],
): Promise<number | 'stale'> {
  const project = await deps.store.projectById(projectId);
  if (project === undefined) return 0;
  const now = deps.clock.now();
  const overdue =
    project.status === 'open' ? milestones.filter((milestone) => isOverdue(milestone, project.timeZone, now)) : [];
  const saved = await deps.store.save({
    project: { ...project, version: project.version + 1 },
    milestones: milestones.map((milestone) => ({ ...milestone, version: milestone.version + 1, remindAt: undefined })),
    changes: [],
    notices: noticesOf(project, overdue),
    at: now,
    requestId: `remind:${milestones[0]?.id}:${milestones[0]?.version}`,
  });
  if (saved === 'stale') return 'stale';
  return saved === 'saved' ? overdue.length : 0;
}

function noticesOf(project: Project, overdue: readonly Milestone[]): readonly Notice[] {
  if (overdue.length === 0) return [];
  const numbers = overdue.map((milestone) => milestone.number);
  return [
    ...expertsOf(project).map((expert) => ({ kind: 'reminder', to: { userId: expert.userId }, numbers }) as const),
    { kind: 'reminder', to: 'channel', numbers },
    { kind: 'board', to: 'channel' },
  ];
}
