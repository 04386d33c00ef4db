import type { App, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { changedAnswer, repeatedAnswer, snoozedAnswer } from '../../../blocks/answers.ts';
import { type AnswerTarget, NEW_DATE_FORM, newDateForm, SNOOZE_FORM } from '../../../blocks/reminderForms.ts';
import { dayAt } from '../../domain/day.ts';
import type { Visitor } from '../../domain/permissions.ts';
import { moveMilestone } from '../../milestones/move.ts';
import { snoozeMilestone } from '../../milestones/snooze.ts';
import type { Place } from '../../projects/find.ts';
import { fieldsOf } from '../fields.ts';
import { formAgain } from '../formAgain.ts';
import type { Services } from '../services.ts';
import { showReminderAnew } from '../shownReminder.ts';
import { answerForm, type Outcome } from '../submission.ts';
import { readAnswerTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

/** One form that answers a reminder, as it was sent. */
type Sent = {
  readonly services: Services;
  readonly slack: WebClient;
  readonly view: ViewOutput;
  readonly target: AnswerTarget;
  readonly place: Place;
  readonly visitor: Visitor;
};

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
  bolt.view<ViewSubmitAction>({ callback_id: callbackId, type: 'view_submission' }, async (event) => {
    const { ack, body, view, client } = event;
    await answerForm(services, client, { view, ack, firstField }, async () => {
      const { user } = body;
      const target = readAnswerTarget(view.private_metadata);
      const visitor = await visitorOf(services, { userId: user.id, teamId: user.team_id, name: user.name });
      const place = { teamId: await services.teamId(), projectId: target.projectId };
      const sent = { services, slack: client, view, target, place, visitor };
      const outcome = await work(sent);
      if (outcome.kind === 'done') void services.track(showReminderAnew(services, client, visitor, target));
      return outcome;
    });
  });
}

async function move(sent: Sent): Promise<Outcome> {
  const { services, slack, view, target, place, visitor } = sent;
  const { number, seenSeq } = target;
  const fields = fieldsOf(view);
  const moved = await moveMilestone(services, {
    place,
    visitor,
    typed: String(number),
    due: fields.date('due'),
    reason: fields.text('reason'),
    seenSeq,
    requestId: `view:${view.id}:${seenSeq}`,
  });
  if (!moved.ok) {
    const { failure } = moved;
    const isMeanwhile = 'kind' in failure && failure.kind === 'changed-meanwhile';
    if (!isMeanwhile) return { kind: 'refused', refused: failure };
    return formAgain(services, sent, failure, (project, present, again) => {
      const today = dayAt(services.clock.now(), project.timeZone);
      return newDateForm(project, present, today, { ...target, seenSeq: again.seenSeq }, again.notice);
    });
  }
  services.wakeDelivery();
  const words = moved.value === 'repeated' ? repeatedAnswer() : changedAnswer('edited', moved.value);
  return { kind: 'done', words, tell: tellIn(slack, services.log, { userId: visitor.userId }) };
}

async function snooze({ services, slack, view, target, place, visitor }: Sent): Promise<Outcome> {
  const fields = fieldsOf(view);
  const snoozed = await snoozeMilestone(services, {
    place,
    visitor,
    typed: String(target.number),
    until: fields.date('until'),
    reason: fields.text('reason'),
    requestId: `view:${view.id}`,
  });
  if (!snoozed.ok) return { kind: 'refused', refused: snoozed.failure };
  const words = snoozed.value === 'repeated' ? repeatedAnswer() : snoozedAnswer(snoozed.value);
  return { kind: 'done', words, tell: tellIn(slack, services.log, { userId: visitor.userId }) };
}
