import type { App } from '@slack/bolt';
import { askForm, declineForm, WHOLE_PLAN } from '../../../blocks/change-requests/askForm.ts';
import { answerSentAnswer, requestSentAnswer } from '../../../blocks/change-requests/request.ts';
import { editForm } from '../../../blocks/milestones/editForm.ts';
import { ASK_FORM, DECLINE_FORM } from '../../../blocks/shared/ids.ts';
import { ok } from '../../core/result.ts';
import { openForm } from '../../interactions/openForm.ts';
import { onPress, type Press } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import { onSubmit, outcomeOf } from '../../interactions/submission.ts';
import { readAskTarget, readRequestTarget } from '../../interactions/target.ts';
import { asSeen, findMilestone } from '../../milestones/find.ts';
import { loadAuthorised } from '../../projects/find.ts';
import { mayAct } from '../../projects/permissions.ts';
import { askForChange, declineRequest, findOpenRequest } from '../requests.ts';

function openAskForm(press: Press) {
  const { services, teamId, actor, value } = press;
  return openForm({ ...press, title: 'Ask for a change' }, async () => {
    const { projectId, number } = readAskTarget(value);
    const found = await loadAuthorised(services.store, { teamId, projectId }, actor, 'ask');
    if (!found.ok) return found;
    return ok(askForm(found.value.project, await services.store.milestonesOf(projectId), number));
  });
}

function openDeclineForm(press: Press) {
  return openForm({ ...press, title: 'Answer a request' }, async () => {
    const found = await requestOf(press);
    return found.ok ? ok(declineForm(found.value.asked)) : found;
  });
}

/** The edit form of the milestone that the request is about; what is saved with it answers the request. */
function openChangeForm(press: Press) {
  const { services, actor } = press;
  return openForm({ ...press, title: 'Edit a milestone' }, async () => {
    const found = await requestOf(press);
    if (!found.ok) return found;
    const { project, asked } = found.value;
    const allowed = mayAct(project, actor, 'change-milestones');
    if (!allowed.ok) return allowed;
    const { milestoneNumber = 0 } = asked;
    const target = await findMilestone(services.store, project, String(milestoneNumber));
    if (!target.ok) return target;
    const { milestone, seenSeq } = await asSeen(services.store, target.value);
    return ok(editForm(project, milestone, seenSeq, undefined, asked));
  });
}

function requestOf({ services, teamId, actor, value }: Press) {
  const { projectId, changeRequestId: id } = readRequestTarget(value);
  return findOpenRequest(services, { place: { teamId, projectId }, actor, id });
}

/** Asking for a change, and answering. A message may be older than its right, its milestone, its request. */
export function listenToRequests(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_ask', openAskForm, 'form');
  onPress(bolt, services, 'request_change', openChangeForm, 'form');
  onPress(bolt, services, 'request_decline', openDeclineForm, 'form');
  onSubmit(bolt, services, {
    callbackId: ASK_FORM,
    firstField: 'text',
    readTarget: readAskTarget,
    async run({ place, actor, fields, idempotencyKey }) {
      const about = fields.choice('milestone');
      const asked = await askForChange(services, {
        place,
        actor,
        ...(about === WHOLE_PLAN ? {} : { number: Number(about) }),
        text: fields.text('text'),
        idempotencyKey,
      });
      return outcomeOf(asked, (value) => requestSentAnswer(value.asked));
    },
  });
  onSubmit(bolt, services, {
    callbackId: DECLINE_FORM,
    firstField: 'reason',
    readTarget: readRequestTarget,
    // Where the button is: in the direct message.
    repliesWhere: () => 'directly',
    async run({ place, actor, target, fields, idempotencyKey }) {
      const answered = { place, actor, id: target.changeRequestId, reason: fields.text('reason'), idempotencyKey };
      return outcomeOf(await declineRequest(services, answered), (value) => answerSentAnswer(value.asked));
    },
  });
}
