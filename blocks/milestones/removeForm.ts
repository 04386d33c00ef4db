import type { ModalView } from '@slack/types';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { dayText } from '../shared/dates.ts';
import { REMOVE_FORM } from '../shared/ids.ts';
import { mrkdwn, quoted } from '../shared/text.ts';
import { FIELD_ELEMENT } from './milestoneForm.ts';

/** Asks before a milestone is removed. */
export function removeForm(project: Project, milestone: Milestone): ModalView {
  const { number, title, due } = milestone;
  return {
    type: 'modal',
    callback_id: REMOVE_FORM,
    private_metadata: JSON.stringify({ projectId: project.id, number }),
    title: { type: 'plain_text', text: `Remove milestone #${number}` },
    submit: { type: 'plain_text', text: 'Remove' },
    close: { type: 'plain_text', text: 'Keep it' },
    blocks: [
      {
        type: 'section',
        text: mrkdwn(
          `Remove milestone #${number} “${quoted(title)}”, expected ${dayText(due)}? It leaves the board and the client channel is told; the history keeps it.`,
        ),
      },
      {
        type: 'input',
        block_id: 'note',
        label: { type: 'plain_text', text: 'Reason' },
        hint: { type: 'plain_text', text: 'The client reads it in the update.' },
        optional: true,
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, multiline: true },
      },
    ],
  };
}
