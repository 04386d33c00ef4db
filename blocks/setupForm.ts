import type { ModalView, PlainTextOption } from '@slack/types';
import type { Day, Weekday } from '../src/domain/day.ts';
import { PROJECT_NAME_MAX } from '../src/domain/project.ts';
import { weekdayName } from './dates.ts';
import { FIELD_ELEMENT } from './milestoneForm.ts';

export const SETUP_FORM = 'project_setup_form';

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const WORKING_WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];

const label = (text: string) => ({ type: 'plain_text' as const, text });
const dayOption = (day: Weekday): PlainTextOption => ({ text: label(weekdayName(day)), value: String(day) });
const paymentOption = (value: 'yes' | 'no'): PlainTextOption => ({
  text: label(value === 'yes' ? 'Yes, milestones wait until it is received' : 'No, milestones can open at once'),
  value,
});

function people(blockId: string, text: string, optional: boolean) {
  return {
    type: 'input' as const,
    block_id: blockId,
    label: label(text),
    optional,
    element: { type: 'multi_users_select' as const, action_id: FIELD_ELEMENT },
  };
}

/** What an admin fills in once per project. */
export function setupForm(channelId: string, timeZone: string, today: Day): ModalView {
  return {
    type: 'modal',
    callback_id: SETUP_FORM,
    private_metadata: JSON.stringify({ channelId }),
    title: label('Set up a project'),
    submit: label('Set up'),
    close: label('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: 'name',
        label: label('Project name'),
        hint: label(`As client and experts call it, in ${PROJECT_NAME_MAX} characters at most.`),
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, focus_on_load: true },
      },
      people('clients', 'Client people', false),
      people('leads', 'Expert leads', true),
      people('invitees', 'Expert invitees', true),
      people('thirdParties', 'Third-party experts', true),
      {
        type: 'input',
        block_id: 'startDate',
        label: label('Start date'),
        element: { type: 'datepicker', action_id: FIELD_ELEMENT, initial_date: today },
      },
      {
        type: 'input',
        block_id: 'completionDate',
        label: label('Completion date'),
        hint: label('The last milestone should be expected on this day.'),
        element: { type: 'datepicker', action_id: FIELD_ELEMENT },
      },
      {
        type: 'input',
        block_id: 'timeZone',
        label: label('Time zone'),
        hint: label('Such as Europe/Berlin. Days begin and end, and reminders come, by its clock.'),
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, initial_value: timeZone },
      },
      {
        type: 'input',
        block_id: 'workingDays',
        label: label('Working days'),
        element: {
          type: 'checkboxes',
          action_id: FIELD_ELEMENT,
          options: WEEK.map(dayOption),
          initial_options: WORKING_WEEK.map(dayOption),
        },
      },
      {
        type: 'input',
        block_id: 'payment',
        label: label('Initial payment agreed at proposal approval?'),
        element: {
          type: 'radio_buttons',
          action_id: FIELD_ELEMENT,
          options: [paymentOption('yes'), paymentOption('no')],
          initial_option: paymentOption('no'),
        },
      },
    ],
  };
}
