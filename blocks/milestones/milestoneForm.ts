import type { ModalView } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { DraftField } from '../../src/milestones/draft.ts';
import { DESCRIPTION_MAX, TITLE_MAX } from '../../src/milestones/milestone.ts';
import { type Project, quietSecondsOf } from '../../src/projects/project.ts';
import { dayText } from '../shared/dates.ts';
import { ADD_FORM } from '../shared/ids.ts';
import { clipped, counted, plain } from '../shared/text.ts';

/** A field's `block_id`, under which a refusal is shown, is its name; its one element is called `value`. */
export const FIELD_ELEMENT = 'value';

/**
 * The form for a new milestone. A title over the limit is refused by the server, in words, rather than cut off while
 * someone types or pastes: so the inputs themselves carry no `max_length` of ours.
 */
export function addForm(project: Project, today: Day): ModalView {
  const field = (name: DraftField) => ({ type: 'input' as const, block_id: name });
  return {
    type: 'modal',
    callback_id: ADD_FORM,
    private_metadata: JSON.stringify({ projectId: project.id }),
    title: { type: 'plain_text', text: 'Add a milestone' },
    submit: { type: 'plain_text', text: 'Add' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'context',
        elements: [plain(clipped(`Project ${project.name}. ${toldText(project)}`, 250))],
      },
      {
        ...field('title'),
        label: { type: 'plain_text', text: 'Title' },
        hint: { type: 'plain_text', text: `What is delivered, in ${TITLE_MAX} characters at most.` },
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, focus_on_load: true },
      },
      {
        ...field('description'),
        label: { type: 'plain_text', text: 'Description' },
        hint: { type: 'plain_text', text: `What it will contain, in ${DESCRIPTION_MAX} characters at most.` },
        optional: true,
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, multiline: true },
      },
      {
        ...field('due'),
        label: { type: 'plain_text', text: 'Expected completion date' },
        hint: {
          type: 'plain_text',
          text: `The project ends on ${dayText(project.completionDate)}. Dates in ${project.timeZone}.`,
        },
        element: { type: 'datepicker', action_id: FIELD_ELEMENT, initial_date: initialDate(project, today) },
      },
    ],
  };
}

/** When the client channel hears of it. */
function toldText(project: Project): string {
  const seconds = quietSecondsOf(project);
  if (seconds === 0) return 'The client channel is told at once.';
  return `The client channel is told after ${counted(seconds, 'second')}. What you undo before that is not told.`;
}

/** The project's completion date, as long as it is still to come. */
function initialDate(project: Project, today: Day): Day {
  return project.completionDate < today ? today : project.completionDate;
}
