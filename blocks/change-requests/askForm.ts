import type { ModalView, PlainTextOption } from '@slack/types';
import { type ChangeRequest, REASON_MAX, REQUEST_MAX } from '../../src/change-requests/request.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { FIELD_ELEMENT } from '../milestones/milestoneForm.ts';
import { dayText } from '../shared/dates.ts';
import { ASK_FORM, DECLINE_FORM } from '../shared/ids.ts';
import { OPTION_TEXT_MAX } from '../shared/limits.ts';
import { clipped, plain } from '../shared/text.ts';
import { requestSummary } from './request.ts';

/** The option for a request that is about no single milestone. */
export const WHOLE_PLAN = 'plan';

/** Which milestone, and what should change. `number` is chosen already, where it can be chosen. */
export function askForm(project: Project, milestones: readonly Milestone[], number?: number): ModalView {
  const plan = option(WHOLE_PLAN, 'The plan as a whole');
  const options = milestones.map(optionOf);
  const chosen = options.find(({ value }) => value === String(number)) ?? (options.length === 0 ? plan : undefined);
  const group = (label: string, members: PlainTextOption[]) => ({ label: plain(label), options: members });
  return {
    type: 'modal',
    callback_id: ASK_FORM,
    private_metadata: JSON.stringify({ projectId: project.id }),
    title: { type: 'plain_text', text: 'Ask for a change' },
    submit: { type: 'plain_text', text: 'Ask' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'context',
        elements: [plain(clipped(`Project ${project.name}. Everyone in the channel can read the request.`, 600))],
      },
      {
        type: 'input',
        block_id: 'milestone',
        label: { type: 'plain_text', text: 'What is it about?' },
        element: {
          type: 'static_select',
          action_id: FIELD_ELEMENT,
          placeholder: { type: 'plain_text', text: 'Choose a milestone' },
          // Groups, since a plain list would end at 100 options and a plan may have 100 milestones.
          option_groups: [...(options.length > 0 ? [group('Milestones', options)] : []), group('Plan', [plan])],
          ...(chosen ? { initial_option: chosen } : {}),
        },
      },
      {
        type: 'input',
        block_id: 'text',
        label: { type: 'plain_text', text: 'What should change?' },
        hint: { type: 'plain_text', text: `And why, in ${REQUEST_MAX.toLocaleString('en-GB')} characters at most.` },
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, multiline: true },
      },
    ],
  };
}

function optionOf({ number, title, due, state }: Milestone): PlainTextOption {
  const tail = state === 'completed' ? ', completed' : `, ${dayText(due)}`;
  const head = `#${number} `;
  return option(String(number), `${head}${clipped(title, OPTION_TEXT_MAX - head.length - tail.length)}${tail}`);
}

function option(value: string, text: string): PlainTextOption {
  return { text: plain(text), value };
}

/** Answers a request in words; where it is about one milestone, that means that nothing changes. */
export function declineForm(request: ChangeRequest): ModalView {
  const isAnswer = request.milestoneNumber === undefined;
  return {
    type: 'modal',
    callback_id: DECLINE_FORM,
    private_metadata: JSON.stringify({ projectId: request.projectId, changeRequestId: request.id }),
    title: { type: 'plain_text', text: isAnswer ? 'Answer a request' : 'Decline a request' },
    submit: { type: 'plain_text', text: isAnswer ? 'Answer' : 'Decline' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      ...requestSummary(request),
      {
        type: 'input',
        block_id: 'reason',
        label: { type: 'plain_text', text: isAnswer ? 'Answer' : 'Reason' },
        hint: plain(
          `${clipped(request.by.name, 300)} and everyone in the channel read it. ${REASON_MAX} characters at most.`,
        ),
        element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, multiline: true },
      },
    ],
  };
}
