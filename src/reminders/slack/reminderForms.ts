import type { App } from '@slack/bolt';
import { type AnswerTarget, newDateForm } from '../../../blocks/reminders/reminderForms.ts';
import { changedAnswer, snoozedAnswer } from '../../../blocks/shared/answers.ts';
import { NEW_DATE_FORM, SNOOZE_FORM } from '../../../blocks/shared/ids.ts';
import { dayAt } from '../../core/day.ts';
import { inBackground } from '../../interactions/errorBoundary.ts';
import { formAgain } from '../../interactions/formAgain.ts';
import type { Services } from '../../interactions/services.ts';
import { type Outcome, onSubmit, outcomeOf, type Submission } from '../../interactions/submission.ts';
import { readAnswerTarget } from '../../interactions/target.ts';
import { moveMilestone } from '../../milestones/move.ts';
import { snoozeMilestone } from '../snooze.ts';
import { showReminderAnew } from './shownReminder.ts';

type Sent = Submission<AnswerTarget>;

export function listenToReminderForms(bolt: App, services: Services): void {
  listenTo(bolt, services, NEW_DATE_FORM, 'due', move);
  listenTo(bolt, services, SNOOZE_FORM, 'until', snooze);
}

function listenTo(
  bolt: App,
  services: Services,
  callbackId: string,
  firstField: string,
  work: (sent: Sent) => Promise<Outcome>,
): void {
  onSubmit(bolt, services, {
    callbackId,
    firstField,
    readTarget: readAnswerTarget,
    versionOf: ({ seenSeq }) => String(seenSeq),
    // Where the reminder is.
    repliesWhere: () => 'directly',
    async run(sent) {
      const outcome = await work(sent);
      if (outcome.kind === 'done')
        inBackground(services, 'reminder', showReminderAnew(services, sent.slack, sent.actor, sent.target));
      return outcome;
    },
  });
}

async function move(sent: Sent): Promise<Outcome> {
  const { services, fields, target, place, actor, idempotencyKey } = sent;
  const { number, seenSeq } = target;
  const moved = await moveMilestone(services, {
    place,
    actor,
    typed: String(number),
    due: fields.date('due'),
    reason: fields.text('reason'),
    seenSeq,
    idempotencyKey,
  });
  if (!moved.ok && 'kind' in moved.failure && moved.failure.kind === 'changed-meanwhile')
    return formAgain(services, sent, moved.failure, (project, present, again) => {
      const today = dayAt(services.clock.now(), project.timeZone);
      return newDateForm(project, present, today, { ...target, seenSeq: again.seenSeq }, again.notice);
    });
  return outcomeOf(moved, (value) => changedAnswer('edited', value));
}

async function snooze({ services, fields, target, place, actor, idempotencyKey }: Sent): Promise<Outcome> {
  const snoozed = await snoozeMilestone(services, {
    place,
    actor,
    typed: String(target.number),
    until: fields.date('until'),
    reason: fields.text('reason'),
    idempotencyKey,
  });
  return outcomeOf(snoozed, snoozedAnswer);
}
