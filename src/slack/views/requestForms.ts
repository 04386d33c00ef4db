import type { App, ViewSubmitAction } from '@slack/bolt';
import { repeatedAnswer } from '../../../blocks/answers.ts';
import { ASK_FORM, DECLINE_FORM, WHOLE_PLAN } from '../../../blocks/askForm.ts';
import { answerSentAnswer, requestSentAnswer } from '../../../blocks/request.ts';
import { askForChange, declineRequest } from '../../milestones/requests.ts';
import { fieldsOf } from '../fields.ts';
import type { Services } from '../services.ts';
import { answerForm } from '../submission.ts';
import { readAskTarget, readRequestTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

export function listenToRequestForms(bolt: App, services: Services): void {
  bolt.view<ViewSubmitAction>({ callback_id: ASK_FORM, type: 'view_submission' }, async (event) => {
    const { ack, body, view, client } = event;
    await answerForm(services, client, { view, ack, firstField: 'text' }, async () => {
      const { projectId } = readAskTarget(view.private_metadata);
      const fields = fieldsOf(view);
      const about = fields.choice('milestone');
      const asked = await askForChange(services, {
        ...(await actingIn(services, body, projectId)),
        ...(about === WHOLE_PLAN ? {} : { number: Number(about) }),
        text: fields.text('text'),
        requestId: `view:${view.id}`,
      });
      if (!asked.ok) return { kind: 'refused', refused: asked.failure };
      services.wakeDelivery();
      const project = await services.store.projectById(projectId);
      const tell = tellIn(client, services.log, { channelId: project?.channelId, userId: body.user.id });
      if (asked.value === 'repeated') return { kind: 'done', words: repeatedAnswer(), tell };
      return { kind: 'done', words: requestSentAnswer(asked.value.asked), tell };
    });
  });

  bolt.view<ViewSubmitAction>({ callback_id: DECLINE_FORM, type: 'view_submission' }, async (event) => {
    const { ack, body, view, client } = event;
    await answerForm(services, client, { view, ack, firstField: 'reason' }, async () => {
      const { projectId, requestId: id } = readRequestTarget(view.private_metadata);
      const declined = await declineRequest(services, {
        ...(await actingIn(services, body, projectId)),
        id,
        reason: fieldsOf(view).text('reason'),
        requestId: `view:${view.id}`,
      });
      if (!declined.ok) return { kind: 'refused', refused: declined.failure };
      services.wakeDelivery();
      // Where the button is: in the direct message.
      const tell = tellIn(client, services.log, { userId: body.user.id });
      if (declined.value === 'repeated') return { kind: 'done', words: repeatedAnswer(), tell };
      return { kind: 'done', words: answerSentAnswer(declined.value.asked), tell };
    });
  });
}

async function actingIn(services: Services, { user }: ViewSubmitAction, projectId: string) {
  return {
    place: { teamId: await services.teamId(), projectId },
    visitor: await visitorOf(services, { userId: user.id, teamId: user.team_id, name: user.name }),
  };
}
