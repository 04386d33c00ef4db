import { reminderMessage } from '../../blocks/reminder.ts';
import { escalationMessage, overdueMessage } from '../../blocks/reminderTold.ts';
import type { Notice } from '../domain/changeSet.ts';
import { type Day, dayAt, daysBetween } from '../domain/day.ts';
import { isOverdue, type Milestone } from '../domain/milestone.ts';
import type { Store } from '../domain/ports.ts';
import { expertsOf, type Project } from '../domain/project.ts';
import { isAsking, nextReminderAt } from '../domain/reminder.ts';
import { channelAfterDays, isForAdmin } from '../domain/reminding.ts';
import { sendingTime } from '../domain/sendingHours.ts';
import type { Rendered } from './render.ts';

type Reminder = Extract<Notice, { kind: 'reminder' }>;

/**
 * A reminder of how things stand now: what was completed, removed, moved or snoozed since it was queued falls out. One
 * that could not go out during the day waits for the next.
 */
export async function renderReminder(
  store: Pick<Store, 'milestonesNumbered'>,
  project: Project,
  notice: Reminder,
  now: Date,
): Promise<Rendered> {
  if (project.status !== 'open') return { kind: 'nothing', reason: 'The project is not open' };
  if (!isConcerned(project, notice)) return { kind: 'nothing', reason: 'No longer an expert of the project' };
  const today = dayAt(now, project.timeZone);
  const milestones = await store.milestonesNumbered(project.id, notice.numbers);
  const concerned = milestones.filter((milestone) => concerns(project, milestone, notice, today));
  const sendAt = sendingTime(project, now);
  // What is reminded of again by then needs no message of its own.
  const left =
    sendAt > now ? concerned.filter((each) => !isToldAgainBy(sendAt, project, each, notice, now)) : concerned;
  if (left.length === 0) return { kind: 'nothing', reason: 'Nothing is left to remind of' };
  if (sendAt > now) return { kind: 'later', at: sendAt };
  return { kind: 'post', shown: messageFor(notice)(project, left, today) };
}

/** The end of a snooze concerns the experts alone: the channel and the admin hear again at a step of the policy. */
function isToldAgainBy(sendAt: Date, project: Project, milestone: Milestone, notice: Reminder, now: Date): boolean {
  const isToExpert = notice.to !== 'channel' && !isToAdmin(notice);
  const again = isToExpert ? milestone.remindAt : nextReminderAt(milestone.due, project, now);
  return again !== undefined && again <= sendAt;
}

function messageFor(notice: Reminder) {
  if (notice.to === 'channel') return overdueMessage;
  return isToAdmin(notice) ? escalationMessage : reminderMessage;
}

function isToAdmin(notice: Reminder): boolean {
  return notice.to !== 'channel' && 'as' in notice && notice.as === 'admin';
}

function isConcerned(project: Project, notice: Reminder): boolean {
  const { to } = notice;
  if (to === 'channel' || isToAdmin(notice)) return true;
  return expertsOf(project).some(({ userId }) => userId === to.userId);
}

function concerns(project: Project, milestone: Milestone, notice: Reminder, today: Day): boolean {
  const isLate = isOverdue(milestone, today);
  const late = daysBetween(milestone.due, today);
  if (notice.to === 'channel') return isLate && late >= channelAfterDays(project);
  if (isToAdmin(notice)) return isLate && isForAdmin(project, late);
  return isAsking(milestone, project, today);
}
