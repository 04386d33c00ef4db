import type { KnownBlock, ModalView } from '@slack/types';
import type { ChangeRequest } from '../../src/change-requests/request.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { TITLE_MAX } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { requestSummary } from '../change-requests/request.ts';
import { dayText } from '../shared/dates.ts';
import { EDIT_FORM } from '../shared/ids.ts';
import { clipped, mrkdwn, plain } from '../shared/text.ts';
import { FIELD_ELEMENT } from './milestoneForm.ts';

/** A request is answered from a direct message, where no channel says which project it is. */
function projectLine({ name }: Project): KnownBlock {
  return { type: 'context', elements: [plain(clipped(`Project ${name}`, 200))] };
}

export type EditWords = { readonly title: string; readonly description: string; readonly due: string };

/**
 * The form of a milestone as it is; `asked` is the request that it answers. `seenSeq` names the newest change the person has seen; `words` is what they typed
 * so far and `notice` (in mrkdwn) what they must know, when the form comes back because someone else was quicker.
 */
export function editForm(
  project: Project,
  milestone: Pick<Milestone, 'number' | 'title' | 'description' | 'due'>,
  seenSeq: number,
  again?: { readonly words: EditWords; readonly notice: string },
  asked?: ChangeRequest,
): ModalView {
  const words = again?.words ?? milestone;
  const target = {
    projectId: project.id,
    number: milestone.number,
    seenSeq,
    ...(asked ? { requestOf: asked.id } : {}),
  };
  return {
    type: 'modal',
    callback_id: EDIT_FORM,
    private_metadata: JSON.stringify(target),
    title: { type: 'plain_text', text: `Edit milestone #${milestone.number}` },
    submit: { type: 'plain_text', text: 'Save' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      ...(asked ? [projectLine(project), ...requestSummary(asked)] : []),
      ...(again ? [{ type: 'section' as const, block_id: 'notice', text: mrkdwn(again.notice) }] : []),
      {
        type: 'input',
        block_id: 'title',
        label: { type: 'plain_text', text: 'Title' },
        hint: { type: 'plain_text', text: `In ${TITLE_MAX} characters at most.` },
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, initial_value: words.title },
      },
      {
        type: 'input',
        block_id: 'description',
        label: { type: 'plain_text', text: 'Description' },
        optional: true,
        element: {
          type: 'plain_text_input',
          action_id: FIELD_ELEMENT,
          multiline: true,
          ...(words.description ? { initial_value: words.description } : {}),
        },
      },
      {
        type: 'input',
        block_id: 'due',
        label: { type: 'plain_text', text: 'Expected completion date' },
        hint: plain(`Now ${dayText(milestone.due)}. The client channel sees the old and the new date.`),
        element: { type: 'datepicker', action_id: FIELD_ELEMENT, initial_date: words.due },
      },
    ],
  };
}
