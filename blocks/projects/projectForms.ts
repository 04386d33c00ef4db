import type { KnownBlock, ModalView } from '@slack/types';
import { type Project, QUIET_SECONDS_MAX, quietSecondsOf } from '../../src/projects/project.ts';
import { FIELD_ELEMENT } from '../milestones/milestoneForm.ts';
import { reminderFields } from '../reminders/reminderFields.ts';
import { CLOSE_FORM, PEOPLE_FORM, PROJECT_EDIT_FORM, SETTINGS_FORM } from '../shared/ids.ts';
import { clipped, counted, mrkdwn, plain, quoted } from '../shared/text.ts';
import { calendarFields, label, nameField, peopleFields } from './projectFields.ts';

/** The titles stand on the form, on its loading view and on what came of it. */
export const PROJECT_FORM_TITLES = {
  people: 'People of the project',
  edit: 'Edit the project',
  settings: 'Project settings',
  close: 'Close the project',
} as const;

export function peopleForm(project: Project): ModalView {
  const words = 'Each person has one role. The client channel is told who came, went or got another role.';
  return form(project, PEOPLE_FORM, PROJECT_FORM_TITLES.people, [
    note(project, words),
    ...peopleFields(project.people),
  ]);
}

export function editForm(project: Project): ModalView {
  const words = 'The client channel is told what changed. Dates of milestones stay as they are.';
  return form(project, PROJECT_EDIT_FORM, PROJECT_FORM_TITLES.edit, [
    note(project, words),
    nameField(project.name),
    ...calendarFields(project),
  ]);
}

export function settingsForm(project: Project): ModalView {
  return form(project, SETTINGS_FORM, PROJECT_FORM_TITLES.settings, [
    note(project, 'Settings change how Milepost behaves here; the client channel is not told.'),
    {
      type: 'input',
      block_id: 'quietSeconds',
      label: label('Quiet time in seconds'),
      hint: label(
        `Changes made within this time become one update: 0 to ${QUIET_SECONDS_MAX}. With 0 each change is told at once.`,
      ),
      element: {
        type: 'number_input',
        action_id: FIELD_ELEMENT,
        is_decimal_allowed: false,
        min_value: '0',
        max_value: String(QUIET_SECONDS_MAX),
        initial_value: String(quietSecondsOf(project)),
      },
    },
    ...reminderFields(project),
  ]);
}

/** Asks before a project is closed; it holds no field. */
export function closeForm(project: Project, openMilestones: number): ModalView {
  const open =
    openMilestones === 0
      ? 'No milestone is open.'
      : `${counted(openMilestones, 'milestone')} ${openMilestones === 1 ? 'is' : 'are'} still open and will stay so.`;
  const words = [
    `Close *${quoted(project.name)}*? ${open}`,
    'After that milestones stay as they are and can still be read, with their history; no reminders follow. The client channel is told, and a new project can be set up in it.',
    'A closed project cannot be opened again.',
  ];
  return {
    ...form(project, CLOSE_FORM, PROJECT_FORM_TITLES.close, [{ type: 'section', text: mrkdwn(words.join('\n')) }]),
    submit: label('Close the project'),
  };
}

/** Carries which project it is about and from which version it was made; all else is read again. */
function form(project: Project, callbackId: string, title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify({ projectId: project.id, version: project.version }),
    title: label(title),
    submit: label('Save'),
    close: label('Cancel'),
    blocks,
  };
}

function note(project: Project, words: string): KnownBlock {
  return { type: 'context', elements: [plain(`Project ${clipped(project.name, 400)}. ${words}`)] };
}
