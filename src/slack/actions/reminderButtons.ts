import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type AnswerTarget, newDateForm, snoozeForm } from '../../../blocks/reminderForms.ts';
import { type Day, dayAt } from '../../domain/day.ts';
import type { Milestone } from '../../domain/milestone.ts';
import type { Project } from '../../domain/project.ts';
import { ok, refuse } from '../../domain/result.ts';
import { alreadyCompleted } from '../../milestones/completed.ts';
import { findMilestone } from '../../milestones/find.ts';
import { findFor } from '../../projects/find.ts';
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
    const found = await findFor(services.store, { teamId, projectId }, visitor, 'change-milestones');
    if (!found.ok) return found;
    const { project } = found.value;
    // The history first: a change between the two reads must look newer than what was seen, never older.
    const history = await services.store.changesOfMilestone(projectId, number);
    const target = await findMilestone(services.store, project, String(number));
    const isOpen = target.ok && target.value.state === 'open';
    if (!isOpen) {
      void services.track(showReminderAnew(services, slack, visitor, { projectId, among, message }));
      return target.ok ? refuse(await alreadyCompleted(services, target.value)) : target;
    }
    const seenSeq = history.at(-1)?.seq ?? 0;
    const today = dayAt(services.clock.now(), project.timeZone);
    return ok(formOf(project, target.value, today, { projectId, number, among, seenSeq, message }));
  });
}
