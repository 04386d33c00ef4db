import type { App, ViewSubmitAction } from '@slack/bolt';
import { changedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { REMOVE_FORM } from '../../../blocks/removeForm.ts';
import { removeMilestone } from '../../milestones/remove.ts';
import { fieldsOf } from '../fields.ts';
import type { Services } from '../services.ts';
import { answerForm } from '../submission.ts';
import { readMilestoneTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

export function listenToRemoveForm(bolt: App, services: Services): void {
  bolt.view<ViewSubmitAction>({ callback_id: REMOVE_FORM, type: 'view_submission' }, async (event) => {
    const { ack, body, view, client } = event;
    await answerForm(services, client, { view, ack, firstField: 'note' }, async () => {
      const { projectId, number } = readMilestoneTarget(view.private_metadata);
      const { user } = body;
      const removed = await removeMilestone(services, {
        place: { teamId: await services.teamId(), projectId },
        visitor: await visitorOf(services, { userId: user.id, teamId: user.team_id, name: user.name }),
        typed: String(number),
        note: fieldsOf(view).text('note'),
        requestId: `view:${view.id}`,
      });
      if (!removed.ok) return { kind: 'refused', refused: removed.failure };
      services.wakeDelivery();
      const project = await services.store.projectById(projectId);
      const tell = tellIn(client, services.log, { channelId: project?.channelId, userId: user.id });
      const repeated = removed.value === 'repeated';
      return { kind: 'done', words: repeated ? repeatedAnswer() : changedAnswer('removed', removed.value), tell };
    });
  });
}
