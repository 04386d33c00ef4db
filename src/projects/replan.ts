import type { Milestone } from '../domain/milestone.ts';
import type { Project } from '../domain/project.ts';
import { nextReminderAt, remindAtOf } from '../domain/reminder.ts';
import { sendingTime } from '../domain/sendingHours.ts';
import type { Deps } from './decide.ts';

/** The milestones whose next reminder comes at another moment since zone, working days or policy are different. */
export async function replanned(
  { store }: Pick<Deps, 'store'>,
  before: Project,
  after: Project,
  now: Date,
): Promise<readonly Milestone[]> {
  const milestones = await store.milestonesOf(after.id);
  return milestones.flatMap((milestone) => {
    const remindAt = inPlan(milestone, before, after, now);
    const isSame = remindAt?.getTime() === milestone.remindAt?.getTime();
    return isSame ? [] : [{ ...milestone, version: milestone.version + 1, remindAt }];
  });
}

/** A reminder that people are owed already stays owed; all others follow the new plan. */
function inPlan(milestone: Milestone, before: Project, after: Project, now: Date): Date | undefined {
  const { due, state, remindAt } = milestone;
  if (state !== 'open') return undefined;
  if (remindAt !== undefined && remindAt <= now) return remindAt;
  const planned = remindAtOf(milestone, after, now);
  if (remindAt === undefined || !isPutOff(due, before, remindAt)) return planned;
  const sendAt = sendingTime(after, now);
  return planned === undefined || sendAt < planned ? sendAt : planned;
}

/** No step of the policy: it had come at a moment at which nothing may be sent. */
function isPutOff(due: string, project: Project, remindAt: Date): boolean {
  const step = nextReminderAt(due, project, new Date(remindAt.getTime() - 1));
  return step?.getTime() !== remindAt.getTime();
}
