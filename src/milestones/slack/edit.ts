import type { App } from '@slack/bolt';
import { editForm } from '../../../blocks/milestones/editForm.ts';
import { changedAnswer } from '../../../blocks/shared/answers.ts';
import { EDIT_FORM } from '../../../blocks/shared/ids.ts';
import type { Rendered } from '../../../blocks/shared/text.ts';
import { answerOf } from '../../interactions/errorBoundary.ts';
import { formAgain } from '../../interactions/formAgain.ts';
import { openForm } from '../../interactions/openForm.ts';
import { milestoneOf, onPress } from '../../interactions/press.ts';
import type { Services } from '../../interactions/services.ts';
import type { Call, Subcommand } from '../../interactions/subcommand.ts';
import { onSubmit, outcomeOf } from '../../interactions/submission.ts';
import { readEditTarget } from '../../interactions/target.ts';
import type { MilestoneRequest } from '../change.ts';
import { editMilestone } from '../edit.ts';
import { asSeen, loadAuthorisedMilestone } from '../find.ts';
import { joinTitle } from '../join.ts';

export const edit: Subcommand = {
  name: 'edit',
  usage: '3',
  does: 'opens a form to change title, description or date of milestone 3',
  audience: 'experts',
  opensForm: true,
  run: (call) => openEditForm({ ...call, typed: call.words }),
};

type Opening = Pick<Call, 'slack' | 'triggerId'> &
  Omit<MilestoneRequest, 'idempotencyKey'> & { readonly services: Services; readonly within?: 'modal' | 'elsewhere' };

/** Opens the form with the milestone as it is, for those who may change it. */
function openEditForm({ services, slack, triggerId, place, actor, typed, within }: Opening) {
  return openForm({ services, slack, triggerId, title: 'Edit a milestone', within }, async () => {
    const found = await loadAuthorisedMilestone(services.store, { place, actor, typed }, 'change-milestones');
    if (!found.ok) return found;
    const { milestone, seenSeq } = await asSeen(services.store, found.value.milestone);
    return { ok: true, value: editForm(found.value.project, milestone, seenSeq) };
  });
}

/** One title of title and description, at the press of a button. */
async function joinByNumber(services: Services, request: MilestoneRequest): Promise<Rendered> {
  return answerOf(await joinTitle(services, request), (value) => changedAnswer('edited', value));
}

export function listenToEdit(bolt: App, services: Services): void {
  onPress(bolt, services, 'milestone_join', (press) => joinByNumber(services, milestoneOf(press)));
  onPress(bolt, services, 'milestone_edit', (press) => openEditForm({ ...press, ...milestoneOf(press) }), 'form');
  onSubmit(bolt, services, {
    callbackId: EDIT_FORM,
    firstField: 'title',
    readTarget: readEditTarget,
    // A request is answered from a direct message.
    repliesWhere: ({ requestOf }) => (requestOf === undefined ? 'in channel' : 'directly'),
    versionOf: ({ seenSeq }) => String(seenSeq),
    async run({ place, actor, target, fields, idempotencyKey }) {
      const { number, seenSeq, requestOf } = target;
      const words = { title: fields.text('title'), description: fields.text('description'), due: fields.date('due') };
      const edited = await editMilestone(services, {
        place,
        actor,
        typed: String(number),
        words,
        seenSeq,
        requestOf,
        idempotencyKey,
      });
      if (!edited.ok && 'kind' in edited.failure && edited.failure.kind === 'changed-meanwhile') {
        const asked = requestOf === undefined ? undefined : await services.store.request(requestOf);
        return formAgain(services, { place, actor }, edited.failure, (project, present, { notice, seenSeq: seen }) =>
          editForm(project, present, seen, { words, notice }, asked),
        );
      }
      return outcomeOf(edited, (value) => changedAnswer('edited', value));
    },
  });
}
