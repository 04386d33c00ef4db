import type { App, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { repeatedAnswer } from '../../../blocks/answers.ts';
import { PLAN_FORM } from '../../../blocks/planForm.ts';
import type { Visitor } from '../../domain/permissions.ts';
import { addMilestones } from '../../milestones/addMany.ts';
import { toldOfMany } from '../addWords.ts';
import { fieldsOf } from '../fields.ts';
import type { PlanFailure } from '../guard.ts';
import type { Services } from '../services.ts';
import { answerForm, type Outcome } from '../submission.ts';
import { readPlanTarget } from '../target.ts';
import { type Tell, tellIn } from '../tell.ts';
import { visitorOf } from '../visitor.ts';

export function listenToPlanForm(bolt: App, services: Services): void {
  bolt.view<ViewSubmitAction>({ callback_id: PLAN_FORM, type: 'view_submission' }, async (event) => {
    const { ack, body, view, client } = event;
    await answerForm(services, client, { view, ack, firstField: 'title_0' }, async () => {
      const { user } = body;
      const visitor = await visitorOf(services, { userId: user.id, teamId: user.team_id, name: user.name });
      return addPlanned(services, view, visitor, (channelId) =>
        tellIn(client, services.log, { channelId, userId: user.id }),
      );
    });
  });
}

/** Adds the dates that were given a title, all in one step. */
async function addPlanned(
  services: Services,
  view: ViewOutput,
  visitor: Visitor,
  tellTo: (channelId: string | undefined) => Tell,
): Promise<Outcome> {
  const { projectId, days } = readPlanTarget(view.private_metadata);
  const fields = fieldsOf(view);
  const titled = days
    .map((due, index) => ({ index, due, title: fields.text(`title_${index}`).trim() }))
    .filter(({ title }) => title !== '');
  if (titled.length === 0) return { kind: 'refused', refused: { kind: 'no-titles' } };
  const added = await addMilestones(services, {
    place: { teamId: await services.teamId(), projectId },
    visitor,
    drafts: titled.map(({ due, title }) => ({ due, title, description: '' })),
    requestId: `view:${view.id}`,
  });
  if (!added.ok) {
    if ('kind' in added.failure) return { kind: 'refused', refused: added.failure };
    const refused = added.failure.flatMap(({ index, failures }): readonly PlanFailure[] =>
      failures.map(({ failure }) => ({ field: `title_${titled[index]?.index ?? 0}`, failure })),
    );
    return { kind: 'refused', refused };
  }
  const project = await services.store.projectById(projectId);
  const tell = tellTo(project?.channelId);
  const words = added.value === 'repeated' ? repeatedAnswer() : await toldOfMany(services, added.value);
  return { kind: 'done', words, tell };
}
