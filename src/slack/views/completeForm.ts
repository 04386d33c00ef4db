import type { App, ViewSubmitAction } from '@slack/bolt';
import { changedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { COMPLETE_FORM } from '../../../blocks/completeForm.ts';
import { completeMilestone } from '../../milestones/complete.ts';
import { fieldsOf } from '../fields.ts';
import type { Services } from '../services.ts';
import { answerForm } from '../submission.ts';
import { readMilestoneTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

export function listenToCompleteForm(bolt: App, services: Services): void {
  bolt.view<ViewSubmitAction>({ callback_id: COMPLETE_FORM, type: 'view_submission' }, async (event) => {
    const { ack, body, view, client } = event;
    await answerForm(services, client, { view, ack, firstField: 'completedOn' }, async () => {
      const { projectId, number } = readMilestoneTarget(view.private_metadata);
      const { user } = body;
      const completed = await completeMilestone(services, {
        place: { teamId: await services.teamId(), projectId },
        visitor: await visitorOf(services, { userId: user.id, teamId: user.team_id, name: user.name }),
        typed: String(number),
        completedOn: fieldsOf(view).date('completedOn'),
        note: fieldsOf(view).text('note'),
        requestId: `view:${view.id}`,
      });
      if (!completed.ok) return { kind: 'refused', refused: completed.failure };
      services.wakeDelivery();
      const project = await services.store.projectById(projectId);
      const tell = tellIn(client, services.log, { channelId: project?.channelId, userId: user.id });
      const repeated = completed.value === 'repeated';
      return { kind: 'done', words: repeated ? repeatedAnswer() : changedAnswer('completed', completed.value), tell };
    });
  });
}
