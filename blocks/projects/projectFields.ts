import type { InputBlock, PlainTextElement, PlainTextOption } from '@slack/types';
import type { Weekday } from '../../src/core/day.ts';
import {
  PEOPLE_MAX,
  type Person,
  PROJECT_NAME_MAX,
  type Project,
  type ProjectRole,
} from '../../src/projects/project.ts';
import { FIELD_ELEMENT } from '../milestones/milestoneForm.ts';
import { weekdayName } from '../shared/dates.ts';

/** The fields that describe a project, shared by the forms that set it up and change it. */

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Words of ours in a form. */
export const label = (text: string): PlainTextElement => ({ type: 'plain_text', text });
const dayOption = (day: Weekday): PlainTextOption => ({ text: label(weekdayName(day)), value: String(day) });

/** Where each role is chosen: the field's name, what it stands for, and its words. */
export const ROLE_FIELDS: readonly {
  readonly field: string;
  readonly role: ProjectRole;
  readonly words: string;
  readonly optional: boolean;
}[] = [
  { field: 'clients', role: 'client', words: 'Client people', optional: false },
  { field: 'leads', role: 'lead', words: 'Expert leads', optional: true },
  { field: 'invitees', role: 'invitee', words: 'Expert invitees', optional: true },
  { field: 'thirdParties', role: 'third-party', words: 'Third-party experts', optional: true },
];

/** One field per role, holding the people as they are. */
export function peopleFields(people: readonly Person[]): InputBlock[] {
  return ROLE_FIELDS.map(({ field, role, words, optional }) => {
    const present = people.filter((person) => person.role === role).map(({ userId }) => userId);
    return {
      type: 'input',
      block_id: field,
      label: label(words),
      optional,
      element: {
        type: 'multi_users_select',
        action_id: FIELD_ELEMENT,
        max_selected_items: PEOPLE_MAX,
        ...(present.length > 0 ? { initial_users: present } : {}),
      },
    };
  });
}

export function nameField(name?: string): InputBlock {
  return {
    type: 'input',
    block_id: 'name',
    label: label('Project name'),
    hint: label(`As client and experts call it, in ${PROJECT_NAME_MAX} characters at most.`),
    element: {
      type: 'plain_text_input',
      action_id: FIELD_ELEMENT,
      focus_on_load: true,
      ...(name === undefined ? {} : { initial_value: name }),
    },
  };
}

type Calendar = Pick<Project, 'startDate' | 'timeZone' | 'workingDays'> & { readonly completionDate?: string };

export function calendarFields({ startDate, completionDate, timeZone, workingDays }: Calendar): InputBlock[] {
  return [
    {
      type: 'input',
      block_id: 'startDate',
      label: label('Start date'),
      element: { type: 'datepicker', action_id: FIELD_ELEMENT, initial_date: startDate },
    },
    {
      type: 'input',
      block_id: 'completionDate',
      label: label('Completion date'),
      hint: label('The last milestone should be expected on this day.'),
      element: {
        type: 'datepicker',
        action_id: FIELD_ELEMENT,
        ...(completionDate === undefined ? {} : { initial_date: completionDate }),
      },
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
        initial_options: workingDays.map(dayOption),
      },
    },
  ];
}
