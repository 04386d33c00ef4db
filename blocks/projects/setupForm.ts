import type { ModalView, PlainTextOption } from '@slack/types';
import type { Day, Weekday } from '../../src/core/day.ts';
import { FIELD_ELEMENT } from '../milestones/milestoneForm.ts';
import { SETUP_FORM } from '../shared/ids.ts';
import { calendarFields, label, nameField, peopleFields } from './projectFields.ts';

const WORKING_WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];

const paymentOption = (value: 'yes' | 'no'): PlainTextOption => ({
  text: label(value === 'yes' ? 'Yes, milestones wait until it is received' : 'No, milestones can open at once'),
  value,
});

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
      nameField(),
      ...peopleFields([]),
      ...calendarFields({ startDate: today, timeZone, workingDays: WORKING_WEEK }),
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
