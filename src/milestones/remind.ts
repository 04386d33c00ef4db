import type { Notice } from '../domain/changeSet.ts';
import { isOverdue, type Milestone } from '../domain/milestone.ts';
import { expertsOf, type Project } from '../domain/project.ts';
import type { Deps } from '../projects/decide.ts';

/** How many due milestones one round takes; a longer list is worked off in rounds. */
const ROUND = 200;

/**
 * Queues the reminders that are due, one message per project however many of its milestones are. The milestone's own
 * version is the claim: of two processes that find it at once, one saves and the other finds nothing left to do.
 * Returns how many milestones were reminded of.
 */
export async function remindOfDueMilestones(deps: Deps): Promise<number> {
  let reminded = 0;
  for (;;) {
    const due = await deps.store.milestonesToRemind(deps.clock.now(), ROUND);
    for (const [projectId, milestones] of groupByProject(due)) {
      reminded += await remindProject(deps, projectId, milestones);
    }
    if (due.length < ROUND) return reminded;
  }
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

async function remindProject(deps: Deps, projectId: string, milestones: readonly Milestone[]): Promise<number> {
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
  // Stale: someone changed the project just now; what is still due is found again in the next round.
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
