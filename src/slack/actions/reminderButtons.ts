import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type AnswerTarget, newDateForm, snoozeForm } from '../../../blocks/reminderForms.ts';
import { type Day, dayAt } from '../../domain/day.ts';
import type { Milestone } from '../../domain/milestone.ts';
import type { Project } from '../../domain/project.ts';
import { ok, refuse } from '../../domain/result.ts';
import { alreadyCompleted } from '../../milestones/completed.ts';
import { asSeen, findMilestoneFor } from '../../milestones/find.ts';
import { completeByNumber } from '../commands/complete.ts';
import { openForm } from '../openForm.ts';
import type { Services } from '../services.ts';
import { showReminderAnew } from '../shownReminder.ts';
import { readReminderTarget } from '../target.ts';
import { onPress, type Press } from './press.ts';

/** The answers that a reminder carries. It may be older than what became of its milestones; the verbs check again. */
export function listenToReminderButtons(bolt: App, services: Services): void {
  onPress(bolt, services, 'reminder_done', complete);
  onPress(bolt, services, 'reminder_new_date', (press) => openAnswer(press, 'New date', newDateForm));
  onPress(bolt, services, 'reminder_snooze', (press) => openAnswer(press, 'Snooze', snoozeForm));
}

async function complete(press: Press) {
  const { services, slack, teamId, visitor, requestId, value, message } = press;
  const target = readReminderTarget(value);
  const { projectId, number } = target;
  const place = { teamId, projectId };
  const answer = await completeByNumber(services, { place, visitor, typed: String(number), requestId });
  // Also after a refusal: then the message showed what is no longer so.
  void services.track(showReminderAnew(services, slack, visitor, { ...target, message }));
  return answer;
}

function openAnswer(
  press: Press,
  title: string,
  formOf: (project: Project, milestone: Milestone, today: Day, target: AnswerTarget) => ModalView,
) {
  const { services, slack, teamId, visitor, value, message } = press;
  return openForm({ ...press, title }, async () => {
    const { projectId, number, among } = readReminderTarget(value);
    // Where there is nothing to answer, the message showed what is no longer so.
    const showAnew = () =>
      void services.track(showReminderAnew(services, slack, visitor, { projectId, among, message }));
    const named = { place: { teamId, projectId }, visitor, typed: String(number) };
    const found = await findMilestoneFor(services.store, named, 'change-milestones');
    if (!found.ok) {
      showAnew();
      return found;
    }
    const { project } = found.value;
    const { milestone, seenSeq } = await asSeen(services.store, found.value.milestone);
    if (milestone.state === 'completed') {
      showAnew();
      return refuse(await alreadyCompleted(services, milestone));
    }
    const today = dayAt(services.clock.now(), project.timeZone);
    return ok(formOf(project, milestone, today, { projectId, number, among, seenSeq, message }));
  });
}
