import type { App, ViewSubmitAction } from '@slack/bolt';
import { changedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { EDIT_FORM, editForm } from '../../../blocks/editForm.ts';
import { editMilestone } from '../../milestones/edit.ts';
import { fieldsOf } from '../fields.ts';
import { formAgain } from '../formAgain.ts';
import type { Services } from '../services.ts';
import { answerForm, type Outcome } from '../submission.ts';
import { readEditTarget } from '../target.ts';
import { tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

export function listenToEditForm(bolt: App, services: Services): void {
  bolt.view<ViewSubmitAction>({ callback_id: EDIT_FORM, type: 'view_submission' }, async (event) => {
    const { ack, body, view, client } = event;
    await answerForm(services, client, { view, ack, firstField: 'title' }, async (): Promise<Outcome> => {
      const { projectId, number, seenSeq, requestOf } = readEditTarget(view.private_metadata);
      const { user } = body;
      const visitor = await visitorOf(services, { userId: user.id, teamId: user.team_id, name: user.name });
      const fields = fieldsOf(view);
      const words = { title: fields.text('title'), description: fields.text('description'), due: fields.date('due') };
      const place = { teamId: await services.teamId(), projectId };
      const requestId = `view:${view.id}:${seenSeq}`;
      const edited = await editMilestone(services, {
        place,
        visitor,
        typed: String(number),
        words,
        seenSeq,
        requestOf,
        requestId,
      });
      if (!edited.ok) {
        if ('kind' in edited.failure && edited.failure.kind === 'changed-meanwhile') {
          return formAgain(
            services,
            { place, visitor },
            edited.failure,
            (project, present, { notice, seenSeq: seen }) =>
              editForm(project, present, seen, { words, notice }, requestOf),
          );
        }
        return { kind: 'refused', refused: edited.failure };
      }
      services.wakeDelivery();
      const project = await services.store.projectById(projectId);
      // A request is answered from a direct message: its outcome is told there.
      const channelId = requestOf === undefined ? project?.channelId : undefined;
      const tell = tellIn(client, services.log, { channelId, userId: user.id });
      const repeated = edited.value === 'repeated';
      return { kind: 'done', words: repeated ? repeatedAnswer() : changedAnswer('edited', edited.value), tell };
    });
  });
}
