import type { ModalView } from '@slack/types';
import type { Day } from '../src/domain/day.ts';
import { TITLE_MAX } from '../src/domain/milestone.ts';
import type { Project } from '../src/domain/project.ts';
import { dayText, distanceText } from './dates.ts';
import { FIELD_ELEMENT } from './milestoneForm.ts';
import { clipped, plain } from './text.ts';

export const PLAN_FORM = 'milestone_plan_form';

/** Dates of one form: a form of this length can still be read, and the metadata holds them easily. */
export const PLAN_DAYS_MAX = 30;

export type PlanField = `title_${number}`;

/** A title for each proposed date; what is left empty is left out. */
export function planForm(project: Project, days: readonly Day[], today: Day): ModalView {
  const offered = days.slice(0, PLAN_DAYS_MAX);
  const more = days.length - offered.length;
  const words = [
    `Project ${clipped(project.name, 160)}, until ${dayText(project.completionDate)}. Write what is delivered by each date, in ${TITLE_MAX} characters at most; dates without a title are left out. The client channel will be told once of them all.`,
    ...(more > 0 ? [`${more} later dates follow when you send /milestone plan again.`] : []),
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
          ...(index === 0 ? { focus_on_load: true } : {}),
        },
      })),
    ],
  };
}
