import { reminderMessage } from '../../blocks/reminders/reminder.ts';
import { escalationMessage, overdueMessage } from '../../blocks/reminders/reminderTold.ts';
import { type Day, dayAt, daysBetween } from '../core/day.ts';
import type { Facts, Plan } from '../delivery/planned.ts';
import { type AudienceKey, partsOf } from '../history/audienceKey.ts';
import type { Change } from '../history/change.ts';
import { isOverdue, type Milestone } from '../milestones/milestone.ts';
import { expertsOf, type Project } from '../projects/project.ts';
import { type Returning, returningOf } from '../verdict/returning.ts';
import { verdictOn } from '../verdict/verdict.ts';
import { isAsking, nextReminderAt } from './reminder.ts';
import { channelAfterDays, isForAdmin } from './reminding.ts';
import { sendingTime } from './sendingHours.ts';

type Reader = { readonly as: 'channel' | 'expert' | 'admin'; readonly numbers: readonly number[] };

const MESSAGES = { channel: overdueMessage, expert: reminderMessage, admin: escalationMessage } as const;

/**
 * A reminder of how things stand now: a milestone that was completed, removed, moved or snoozed since the reminder was
 * decided on falls out. A reminder that could not go out during the day waits for the next.
 */
export function planReminder({ subscription, project, entries, milestones, now }: Facts): Plan {
  const { as } = readerOf(subscription.key, entries[0]);
  const together = entries.filter((entry) => readerOf(subscription.key, entry).as === as);
  const upTo = together.at(-1)?.seq ?? entries[0].seq;
  const nothing: Plan = { kind: 'nothing', about: 'reminder', upTo };
  if (project.status !== 'open' || !isConcerned(project, subscription.key, as)) return nothing;
  const numbers = new Set(together.flatMap((entry) => readerOf(subscription.key, entry).numbers));
  const today = dayAt(now, project.timeZone);
  const verdict = verdictOn(project, milestones, today);
  const ofReturn = new Set(together.flatMap(({ reminded }) => reminded?.ofReturn ?? []));
  const isUrgent = (milestone: Milestone) =>
    ofReturn.has(milestone.number) && isUrgentFor(as, returningOf(project, verdict, milestone, today));
  const concerned = milestones.filter(
    (milestone) => numbers.has(milestone.number) && (isUrgent(milestone) || concerns(project, milestone, as, today)),
  );
  const sendAt = sendingTime(project, now);
  // A milestone of which the reader is reminded again by then needs no message of its own.
  const left =
    sendAt > now
      ? concerned.filter((each) => isUrgent(each) || !isToldAgainBy(sendAt, project, each, as, now))
      : concerned;
  if (left.length === 0) return nothing;
  if (sendAt > now) return { kind: 'later', at: sendAt };
  const urgent = new Set(left.filter(isUrgent).map(({ number }) => number));
  return { kind: 'post', about: 'reminder', shown: MESSAGES[as](project, left, { verdict, urgent }, today), upTo };
}

/** The experts are warned while it can be mended; the channel and the admin hear of it when it has passed. */
function isUrgentFor(as: Reader['as'], returning: Returning): boolean {
  return returning === 'passed' || (returning === 'near' && as === 'expert');
}

/** As what a reader is reminded by an entry, and of which milestones. */
function readerOf(key: AudienceKey, { reminded }: Change): Reader {
  const { userId } = partsOf(key);
  if (userId === undefined) return { as: 'channel', numbers: reminded?.channel ?? [] };
  if (reminded?.admin?.userId === userId) return { as: 'admin', numbers: reminded.admin.numbers };
  return { as: 'expert', numbers: reminded?.experts ?? [] };
}

/** The end of a snooze concerns the experts alone: the channel and the admin hear again at a step of the policy. */
function isToldAgainBy(sendAt: Date, project: Project, milestone: Milestone, as: Reader['as'], now: Date): boolean {
  const again = as === 'expert' ? milestone.remindAt : nextReminderAt(milestone.due, project, now);
  return again !== undefined && again <= sendAt;
}

function isConcerned(project: Project, key: AudienceKey, as: Reader['as']): boolean {
  return as !== 'expert' || expertsOf(project).some(({ userId }) => userId === partsOf(key).userId);
}

function concerns(project: Project, milestone: Milestone, as: Reader['as'], today: Day): boolean {
  const isLate = isOverdue(milestone, today);
  const late = daysBetween(milestone.due, today);
  if (as === 'channel') return isLate && late >= channelAfterDays(project);
  if (as === 'admin') return isLate && isForAdmin(project, late);
  return isAsking(milestone, project, today);
}
