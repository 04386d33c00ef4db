import type { App, ViewSubmitAction } from '@slack/bolt';
import { changedAnswer, repeatedAnswer } from '../../../blocks/answers.ts';
import { EDIT_FORM, editForm } from '../../../blocks/editForm.ts';
import { failureText } from '../../../blocks/failureText.ts';
import type { DraftWords } from '../../domain/draft.ts';
import type { Failure } from '../../domain/failure.ts';
import type { Visitor } from '../../domain/permissions.ts';
import { editMilestone } from '../../milestones/edit.ts';
import { findFor, type Place } from '../../projects/find.ts';
import { fieldsOf } from '../fields.ts';
import { refusalAnswer } from '../guard.ts';
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
          return formAgain(services, { place, visitor, words, requestOf }, edited.failure);
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

/** Someone else was quicker: the same form, with what they did above what the person typed. */
async function formAgain(
  services: Services,
  typed: {
    readonly place: Place;
    readonly visitor: Visitor;
    readonly words: DraftWords;
    readonly requestOf: string | undefined;
  },
  failure: Extract<Failure, { kind: 'changed-meanwhile' }>,
): Promise<Outcome> {
  const found = await findFor(services.store, typed.place, typed.visitor, 'change-milestones');
  if (!found.ok) return { kind: 'refused', refused: found.failure };
  const present = await services.store.milestone(found.value.project.id, failure.number);
  if (!present) return { kind: 'refused', refused: failure };
  const again = { words: typed.words, notice: failureText(failure) };
  const view = editForm(found.value.project, present, failure.seq, again, typed.requestOf);
  return { kind: 'again', view, words: refusalAnswer(failure) };
}
