import type { ModalView } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { dayText } from '../shared/dates.ts';
import { COMPLETE_FORM } from '../shared/ids.ts';
import { mrkdwn, quoted } from '../shared/text.ts';
import { FIELD_ELEMENT } from './milestoneForm.ts';

/** Asks when a milestone was completed, and for a note. */
export function completeForm(project: Project, { number, title, due }: Milestone, today: Day): ModalView {
  return {
    type: 'modal',
    callback_id: COMPLETE_FORM,
    private_metadata: JSON.stringify({ projectId: project.id, number }),
    title: { type: 'plain_text', text: `Complete #${number}` },
    submit: { type: 'plain_text', text: 'Complete' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      { type: 'section', text: mrkdwn(`Milestone #${number} “${quoted(title)}”, expected ${dayText(due)}.`) },
      {
        type: 'input',
        block_id: 'completedOn',
        label: { type: 'plain_text', text: 'Completed on' },
        hint: { type: 'plain_text', text: 'Today or an earlier day.' },
        element: { type: 'datepicker', action_id: FIELD_ELEMENT, initial_date: today },
      },
      {
        type: 'input',
        block_id: 'note',
        label: { type: 'plain_text', text: 'Note' },
        hint: { type: 'plain_text', text: 'The client reads it in the update.' },
        optional: true,
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, multiline: true },
      },
    ],
  };
}
