import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type AnswerTarget, newDateForm, snoozeForm } from '../../../blocks/reminders/reminderForms.ts';
import { changedAnswer } from '../../../blocks/shared/answers.ts';
import { type Day, dayAt } from '../../core/day.ts';
import { ok, refuse } from '../../core/result.ts';
import { answerOf, inBackground } from '../../interactions/errorBoundary.ts';
import { openForm } from '../../interactions/openForm.ts';
import { onPress, type Press } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import { readReminderTarget } from '../../interactions/target.ts';
import { completeMilestone } from '../../milestones/complete.ts';
import { alreadyCompleted } from '../../milestones/completed.ts';
import { asSeen, loadAuthorisedMilestone } from '../../milestones/find.ts';
import type { Milestone } from '../../milestones/milestone.ts';
import type { Project } from '../../projects/project.ts';
import { showReminderAnew } from './shownReminder.ts';

/** The answers that a reminder carries. It may be older than what became of its milestones; the verbs check again. */
export function listenToReminderButtons(bolt: App, services: Services): void {
  onPress(bolt, services, 'reminder_done', complete);
  onPress(bolt, services, 'reminder_new_date', (press) => openAnswer(press, 'New date', newDateForm), 'form');
  onPress(bolt, services, 'reminder_snooze', (press) => openAnswer(press, 'Snooze', snoozeForm), 'form');
}

async function complete(press: Press) {
  const { services, slack, teamId, actor, idempotencyKey, value, message } = press;
  const target = readReminderTarget(value);
  const { projectId, number } = target;
  const place = { teamId, projectId };
  const completed = await completeMilestone(services, { place, actor, typed: String(number), idempotencyKey });
  // Also after a refusal: then the message showed what is no longer so.
  inBackground(services, 'reminder', showReminderAnew(services, slack, actor, { ...target, message }));
  return answerOf(completed, (change) => changedAnswer('completed', change));
}

function openAnswer(
  press: Press,
  title: string,
  formOf: (project: Project, milestone: Milestone, today: Day, target: AnswerTarget) => ModalView,
) {
  const { services, slack, teamId, actor, value, message } = press;
  return openForm({ ...press, title }, async () => {
    const { projectId, number, among } = readReminderTarget(value);
    // Where there is nothing to answer, the message showed what is no longer so.
    const showAnew = () =>
      inBackground(services, 'reminder', showReminderAnew(services, slack, actor, { projectId, among, message }));
    const named = { place: { teamId, projectId }, actor, typed: String(number) };
    const found = await loadAuthorisedMilestone(services.store, named, 'change-milestones');
    if (!found.ok) {
      showAnew();
      return found;
    }
    const { project } = found.value;
    const { milestone, seenSeq } = await asSeen(services.store, found.value.milestone);
    if (milestone.state === 'completed') {
      showAnew();
      return refuse(await alreadyCompleted(services, project, milestone));
    }
    const today = dayAt(services.clock.now(), project.timeZone);
    return ok(formOf(project, milestone, today, { projectId, number, among, seenSeq, message }));
  });
}
