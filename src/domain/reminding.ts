import type { Notice } from './changeSet.ts';
import { type Day, dayAt, daysBetween } from './day.ts';
import type { Milestone } from './milestone.ts';
import { adminsToTell, expertsOf, type Project } from './project.ts';
import { isSnoozed, isTimely, lastInstantOf, nextReminderAt, remindAtOf, remindersOf } from './reminder.ts';
import { sendingTime } from './sendingHours.ts';

/** Who hears of one milestone at this moment. */
type Told = { readonly experts: boolean; readonly channel: boolean; readonly admin: boolean };

const NOBODY: Told = { experts: false, channel: false, admin: false };

/** What becomes of a project's due milestones: each with its next reminder, and the messages that people are owed. */
export type Reminding = { readonly milestones: readonly Milestone[]; readonly notices: readonly Notice[] };

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
    notices: noticesOf(project, numbers, adminUserIds),
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
  const isTold = told.experts || told.channel || told.admin;
  return {
    milestone: planned({
      ...next,
      ...(isTold ? { remindedOn: today } : {}),
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

function noticesOf(
  project: Project,
  numbersFor: (who: keyof Told) => readonly number[],
  adminUserIds: Iterable<string>,
): readonly Notice[] {
  const experts = expertsOf(project);
  const [admin] = adminsToTell(project, adminUserIds);
  // An admin who is an expert of the project reads it there.
  const isAdminExpert = experts.some(({ userId }) => userId === admin);
  const notices: readonly Notice[] = [
    ...experts.map(
      ({ userId }): Notice => ({ kind: 'reminder', to: { userId }, as: 'expert', numbers: numbersFor('experts') }),
    ),
    { kind: 'reminder', to: 'channel', numbers: numbersFor('channel') },
    ...(admin === undefined || isAdminExpert
      ? []
      : [{ kind: 'reminder', to: { userId: admin }, as: 'admin', numbers: numbersFor('admin') } as const]),
  ];
  return notices.filter((notice) => notice.kind === 'reminder' && notice.numbers.length > 0);
}
