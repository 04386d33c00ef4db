import type { WebClient } from '@slack/web-api';
import { reminderMessage } from '../../blocks/reminder.ts';
import type { AnswerTarget } from '../../blocks/reminderForms.ts';
import { dayAt } from '../domain/day.ts';
import type { Visitor } from '../domain/permissions.ts';
import { findFor } from '../projects/find.ts';
import type { Services } from './services.ts';

/**
 * Shows a reminder that was answered as things are now, so that no button of it is dead. A comfort: where Slack refuses,
 * the message stays, and each press is checked anyway. Never throws.
 */
export async function showReminderAnew(
  services: Services,
  slack: WebClient,
  visitor: Visitor,
  { projectId, among, message }: Pick<AnswerTarget, 'projectId' | 'among' | 'message'>,
): Promise<void> {
  if (message === undefined) return;
  const { store, clock, log } = services;
  try {
    const found = await findFor(store, { teamId: await services.teamId(), projectId }, visitor, 'read');
    if (!found.ok) return;
    const { project } = found.value;
    const milestones = await store.milestonesNumbered(projectId, among);
    const { text, blocks } = reminderMessage(project, milestones, dayAt(clock.now(), project.timeZone));
    await slack.chat.update({ channel: message.channelId, ts: message.ts, text, blocks });
  } catch (error) {
    log.info({ err: error, projectId }, 'An answered reminder could not be shown anew');
  }
}
