import { type Day, dayAt, startOfDay } from '../core/day.ts';
import type { Store } from '../history/store.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';
import { nextReminderAt, remindAtOf } from './reminder.ts';
import { sendingTime } from './sendingHours.ts';

/**
 * Each milestone of which people are to be reminded, with the moment that comes of another zone, other working days or
 * another policy. Also where the moment stays: whoever decides on one by the old plan just now is to see the new one.
 */
export async function replanned(
  { store }: { readonly store: Pick<Store, 'milestonesOf'> },
  before: Project,
  after: Project,
  now: Date,
): Promise<readonly Milestone[]> {
  const milestones = await store.milestonesOf(after.id);
  return milestones.flatMap((milestone) => {
    const remindAt = inPlan(milestone, before, after, now);
    const isNever = remindAt === undefined && milestone.remindAt === undefined;
    return isNever ? [] : [{ ...milestone, version: milestone.version + 1, remindAt }];
  });
}

/** A reminder that people are owed already stays owed; all others follow the new plan. */
function inPlan(milestone: Milestone, before: Project, after: Project, now: Date): Date | undefined {
  const { due, state, remindAt } = milestone;
  if (state !== 'open') return undefined;
  if (remindAt !== undefined && remindAt <= now) return remindAt;
  const planned = remindAtOf(milestone, after, now);
  if (remindAt === undefined) return planned;
  if (!isPutOff(due, before, remindAt) && !isToday(due, after, remindAt, now)) return planned;
  const sendAt = sendingTime(after, now);
  return planned === undefined || sendAt < planned ? sendAt : planned;
}

/** It was still to come today, and the new plan has it earlier on the same day: nobody was told, so it is due now. */
function isToday(due: Day, project: Project, remindAt: Date, now: Date): boolean {
  const { timeZone } = project;
  const today = dayAt(now, timeZone);
  if (dayAt(remindAt, timeZone) !== today) return false;
  const step = nextReminderAt(due, project, new Date(startOfDay(today, timeZone).getTime() - 1));
  return step !== undefined && step <= now && dayAt(step, timeZone) === today;
}

/** No step of the policy: it had come at a moment at which nothing may be sent. */
function isPutOff(due: Day, project: Project, remindAt: Date): boolean {
  const step = nextReminderAt(due, project, new Date(remindAt.getTime() - 1));
  return step?.getTime() !== remindAt.getTime();
}
