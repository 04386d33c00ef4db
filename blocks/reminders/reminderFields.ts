import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Project } from '../../src/projects/project.ts';
import { ADMIN_AFTER_CHOICES, HEADS_UP_CHOICES, remindersOf } from '../../src/reminders/policy.ts';
import { FIELD_ELEMENT } from '../milestones/milestoneForm.ts';
import { label } from '../projects/projectFields.ts';
import { counted } from '../shared/text.ts';

/** What the form offers; anything else is refused or left as it is (src/reminders/readReminders.ts). */
export const ON_DAY = 'on-day';
export const WEEKLY = 'weekly';
export const NEVER = 'never';

const option = (value: string, text: string): PlainTextOption => ({ text: label(text), value });

/** The fields of a project's reminders, as they are. */
export function reminderFields(project: Pick<Project, 'reminders' | 'timeZone'>): InputBlock[] {
  const { headsUpDays, onDay, overdueDays, weekly, at, adminAfterDays } = remindersOf(project);
  const headsUp = HEADS_UP_CHOICES.map((days) =>
    option(String(days), days === 0 ? 'No heads-up' : `${counted(days, 'working day')} before`),
  );
  const admin = [
    option(NEVER, 'Never'),
    ...ADMIN_AFTER_CHOICES.map((days) => option(String(days), `From ${days} days late on`)),
  ];
  const ticks = [option(ON_DAY, 'On the expected day'), option(WEEKLY, 'Every week after the last day above')];
  const ticked = ticks.filter(({ value }) => (value === ON_DAY ? onDay : weekly));
  return [
    {
      type: 'input',
      block_id: 'headsUp',
      label: label('Heads-up to the experts'),
      element: {
        type: 'static_select',
        action_id: FIELD_ELEMENT,
        options: headsUp,
        ...chosen(headsUp, String(headsUpDays)),
      },
    },
    {
      type: 'input',
      block_id: 'overdueDays',
      label: label('Reminders after the expected day'),
      hint: label(
        'Days late, such as 1, 3, 7: six at most, from 1 to 60. The client channel is told from the first on.',
      ),
      optional: true,
      element: {
        type: 'plain_text_input',
        action_id: FIELD_ELEMENT,
        ...(overdueDays.length > 0 ? { initial_value: overdueDays.join(', ') } : {}),
      },
    },
    {
      type: 'input',
      block_id: 'remindOn',
      label: label('And also'),
      optional: true,
      element: {
        type: 'checkboxes',
        action_id: FIELD_ELEMENT,
        options: ticks,
        ...(ticked.length > 0 ? { initial_options: ticked } : {}),
      },
    },
    {
      type: 'input',
      block_id: 'remindTime',
      label: label('Time of reminders'),
      hint: label(`By the clocks of ${project.timeZone}, from 08:00 to 17:59, on working days.`),
      element: { type: 'timepicker', action_id: FIELD_ELEMENT, initial_time: at },
    },
    {
      type: 'input',
      block_id: 'adminAfter',
      label: label('An admin is told, too'),
      element: {
        type: 'static_select',
        action_id: FIELD_ELEMENT,
        options: admin,
        ...chosen(admin, adminAfterDays === undefined ? NEVER : String(adminAfterDays)),
      },
    },
  ];
}

function chosen(options: readonly PlainTextOption[], value: string): { readonly initial_option?: PlainTextOption } {
  const found = options.find((each) => each.value === value);
  return found ? { initial_option: found } : {};
}
