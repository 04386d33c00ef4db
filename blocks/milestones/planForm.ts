import type { ModalView } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import { TITLE_MAX } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { dayText, distanceText } from '../shared/dates.ts';
import { PLAN_FORM } from '../shared/ids.ts';
import { clipped, counted, plain } from '../shared/text.ts';
import { FIELD_ELEMENT } from './milestoneForm.ts';

/** Dates of one form: a form of this length can still be read, and the metadata holds them easily. */
export const PLAN_DAYS_MAX = 30;

export type PlanField = `title_${number}`;

/** A title for each proposed date, to be replaced by what is delivered; what is cleared is left out. */
export function planForm(project: Project, days: readonly Day[], today: Day): ModalView {
  const first = project.nextNumber;
  // The last date is always among them: it is the one the plan must not miss.
  const offered = days.length > PLAN_DAYS_MAX ? [...days.slice(0, PLAN_DAYS_MAX - 1), ...days.slice(-1)] : days;
  const more = days.length - offered.length;
  const words = [
    `Project ${clipped(project.name, 160)}, until ${dayText(project.completionDate)}. Write what is delivered by each date, in ${TITLE_MAX} characters at most; clear the title of a date to leave it out. The client channel will be told once of them all.`,
    ...(more > 0
      ? [
          `${counted(more, 'date')} before the last one ${more === 1 ? 'is' : 'are'} offered when these are added and you plan again.`,
        ]
      : []),
  ];
  return {
    type: 'modal',
    callback_id: PLAN_FORM,
    private_metadata: JSON.stringify({ projectId: project.id, days: offered }),
    title: { type: 'plain_text', text: 'Plan milestones' },
    submit: { type: 'plain_text', text: 'Add all' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      { type: 'context', elements: words.map(plain) },
      ...offered.map((day, index) => ({
        type: 'input' as const,
        block_id: `title_${index}` satisfies PlanField,
        optional: true,
        label: { type: 'plain_text' as const, text: `${dayText(day)} · ${distanceText(day, today)}` },
        element: {
          type: 'plain_text_input' as const,
          action_id: FIELD_ELEMENT,
          placeholder: { type: 'plain_text' as const, text: 'What is delivered by then' },
          initial_value: `Milestone ${first + index}`,
          ...(index === 0 ? { focus_on_load: true } : {}),
        },
      })),
    ],
  };
}
