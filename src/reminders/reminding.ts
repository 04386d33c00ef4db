import { type Day, dayAt, daysBetween } from '../core/day.ts';
import type { Reminded } from '../history/change.ts';
import type { Milestone } from '../milestones/milestone.ts';
import { adminsToTell, expertsOf, type Project } from '../projects/project.ts';
import { remindersOf } from './policy.ts';
import { isSnoozed, isTimely, lastInstantOf, nextReminderAt, remindAtOf } from './reminder.ts';
import { sendingTime } from './sendingHours.ts';

/** Who hears of one milestone at this moment. */
type Told = { readonly experts: boolean; readonly channel: boolean; readonly admin: boolean };

const NOBODY: Told = { experts: false, channel: false, admin: false };

/** What becomes of a project's due milestones: each with its next reminder, and who is reminded of which, if anyone. */
export type Reminding = { readonly milestones: readonly Milestone[]; readonly reminded: Reminded | undefined };

/**
 * Decides on the milestones of one project whose reminder is due. It looks at the present state alone: after days in
 * which nothing could be sent, people get one reminder of how things stand. What comes at night or on a day off is put
 * off to the next moment that may be.
 */
export function remindOf(
  project: Project,
  due: readonly Milestone[],
  now: Date,
  adminUserIds: Iterable<string>,
): Reminding {
  const moment = { now, today: dayAt(now, project.timeZone), sendAt: sendingTime(project, now) };
  const decided = due.map((milestone) => decide(project, milestone, moment));
  const numbers = (who: keyof Told) => decided.filter(({ told }) => told[who]).map(({ milestone }) => milestone.number);
  return {
    milestones: decided.map(({ milestone }) => milestone),
    reminded: remindedOf(project, numbers, adminUserIds),
  };
}

/** In the project's zone: the day it is, and when a reminder that is ready now may go out. */
type Moment = { readonly now: Date; readonly today: Day; readonly sendAt: Date };

function decide(
  project: Project,
  before: Milestone,
  { now, today, sendAt }: Moment,
): { readonly milestone: Milestone; readonly told: Told } {
  const next = { ...before, version: before.version + 1 };
  const planned = (milestone: Milestone) => ({ ...milestone, remindAt: remindAtOf(milestone, project, now) });
  const isToldToday = before.remindedOn !== undefined && before.remindedOn >= today;
  if (project.status !== 'open' || isToldToday || !isTimely(before, project, today)) {
    return { milestone: planned(next), told: NOBODY };
  }
  if (sendAt > now) return { milestone: { ...next, remindAt: sendAt }, told: NOBODY };
  const told = whoHears(project, before, now, today);
  const repliesWhere = told.experts || told.channel || told.admin;
  return {
    milestone: planned({
      ...next,
      ...(repliesWhere ? { remindedOn: today } : {}),
      ...(isSnoozed(before, today) ? {} : { snoozedUntil: undefined }),
    }),
    told,
  };
}

/** The end of a snooze concerns the experts alone; the client and the admin hear at the steps of the policy. */
function whoHears(project: Project, milestone: Milestone, now: Date, today: Day): Told {
  const late = daysBetween(milestone.due, today);
  const isStep = isStepDue(project, milestone, now);
  return {
    experts: !isSnoozed(milestone, today),
    channel: isStep && late >= channelAfterDays(project),
    admin: isStep && isForAdmin(project, late),
  };
}

/** Whether a step of the policy has come since people were last reminded. */
function isStepDue(project: Project, { due, remindedOn }: Milestone, now: Date): boolean {
  if (remindedOn === undefined) return true;
  const step = nextReminderAt(due, project, lastInstantOf(remindedOn, project.timeZone));
  return step !== undefined && step <= now;
}

/** How late the first reminder after the expected day comes: from then on the client channel is told. */
export function channelAfterDays(project: Pick<Project, 'reminders'>): number {
  return remindersOf(project).overdueDays[0] ?? 7;
}

export function isForAdmin(project: Pick<Project, 'reminders'>, daysLate: number): boolean {
  const { adminAfterDays } = remindersOf(project);
  return adminAfterDays !== undefined && daysLate >= adminAfterDays;
}

function remindedOf(
  project: Project,
  numbersFor: (who: keyof Told) => readonly number[],
  adminUserIds: Iterable<string>,
): Reminded | undefined {
  const experts = numbersFor('experts');
  const channel = numbersFor('channel');
  const admin = adminOf(project, numbersFor('admin'), adminUserIds);
  if (experts.length === 0 && channel.length === 0 && admin === undefined) return undefined;
  return { experts, channel, ...(admin ? { admin } : {}) };
}

/** An admin who is an expert of the project reads it there. */
export function adminOf(
  project: Project,
  numbers: readonly number[],
  adminUserIds: Iterable<string>,
): Reminded['admin'] {
  const [userId] = adminsToTell(project, adminUserIds);
  const isExpert = expertsOf(project).some((expert) => expert.userId === userId);
  return userId === undefined || isExpert || numbers.length === 0 ? undefined : { userId, numbers };
}
