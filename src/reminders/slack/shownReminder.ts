import type { WebClient } from '@slack/web-api';
import { reminderMessage } from '../../../blocks/reminders/reminder.ts';
import type { AnswerTarget } from '../../../blocks/reminders/reminderForms.ts';
import { dayAt } from '../../core/day.ts';
import type { Services } from '../../interactions/services.ts';
import type { Milestone } from '../../milestones/milestone.ts';
import { loadAuthorised } from '../../projects/find.ts';
import type { Actor } from '../../projects/permissions.ts';
import { returningOf } from '../../verdict/returning.ts';
import { verdictOn } from '../../verdict/verdict.ts';

/**
 * Shows a reminder that was answered as things are now, so that no button of it is dead. A comfort: where Slack refuses,
 * the message stays, and each press is checked anyway. Never throws.
 */
export async function showReminderAnew(
  services: Services,
  slack: WebClient,
  actor: Actor,
  { projectId, among, message }: Pick<AnswerTarget, 'projectId' | 'among' | 'message'>,
): Promise<void> {
  if (message === undefined) return;
  const { store, clock, log } = services;
  try {
    const found = await loadAuthorised(store, { teamId: await services.teamId(), projectId }, actor, 'read');
    if (!found.ok) return;
    const { project } = found.value;
    // The message is named by a form, which anyone can make up: only their own reminder of this project is shown anew.
    if (!(await store.isMessageOf(message, projectId, `reminders:${actor.userId}`))) return;
    const milestones = await store.milestonesNumbered(projectId, among);
    const today = dayAt(clock.now(), project.timeZone);
    const verdict = verdictOn(project, await store.milestonesOf(projectId), today);
    const isUrgent = (each: Milestone) => returningOf(project, verdict, each, today) !== undefined;
    const urgent = new Set(milestones.filter(isUrgent).map(({ number }) => number));
    const { text, blocks } = reminderMessage(project, milestones, { verdict, urgent }, today);
    await slack.chat.update({ channel: message.channelId, ts: message.ts, text, blocks });
  } catch (error) {
    log.info({ err: error, projectId }, 'An answered reminder could not be shown anew');
  }
}
