import type { App, ViewSubmitAction } from '@slack/bolt';
import { repeatedAnswer } from '../../../blocks/answers.ts';
import { ADD_FORM } from '../../../blocks/milestoneForm.ts';
import { addMilestone } from '../../milestones/add.ts';
import { toldOfOne } from '../addWords.ts';
import { fieldsOf } from '../fields.ts';
import type { Services } from '../services.ts';
import { answerForm } from '../submission.ts';
import { readProjectTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

export function listenToAddForm(bolt: App, services: Services): void {
  bolt.view<ViewSubmitAction>(
    { callback_id: ADD_FORM, type: 'view_submission' },
    async ({ ack, body, view, client }) => {
      await answerForm(services, client, { view, ack, firstField: 'title' }, async () => {
        const { projectId } = readProjectTarget(view.private_metadata);
        const visitor = await visitorOf(services, {
          userId: body.user.id,
          teamId: body.user.team_id,
          name: body.user.name,
        });
        const fields = fieldsOf(view);
        const added = await addMilestone(services, {
          place: { teamId: await services.teamId(), projectId },
          visitor,
          words: { title: fields.text('title'), description: fields.text('description'), due: fields.date('due') },
          requestId: `view:${view.id}`,
        });
        if (!added.ok) return { kind: 'refused', refused: added.failure };
        services.wakeDelivery();
        const project = await services.store.projectById(projectId);
        const tell = tellIn(client, services.log, { channelId: project?.channelId, userId: body.user.id });
        if (added.value === 'repeated') return { kind: 'done', words: repeatedAnswer(), tell };
        return { kind: 'done', words: await toldOfOne(services, added.value), tell };
      });
    },
  );
}
