import type { Button, StaticSelect } from '@slack/types';
import type { Milestone } from '../src/domain/milestone.ts';
import { clipped, plain } from './text.ts';

/**
 * Buttons of milestones; each names its action in `action_id` and its target in `value`. What is spoken has the words
 * that are shown in it: whoever works by voice says what they see (WCAG 2.5.3).
 */
const LABELS = {
  complete: (number: number) => ({ text: 'Mark as completed', spoken: `Mark as completed: milestone ${number}` }),
  reopen: (number: number) => ({ text: 'Reopen', spoken: `Reopen milestone ${number}` }),
  complete_more: (number: number) => ({
    text: 'Completed earlier, or with a note',
    spoken: `Completed earlier, or with a note: milestone ${number}`,
  }),
  history: (number: number) => ({ text: 'History', spoken: `History of milestone ${number}` }),
  edit: (number: number) => ({ text: 'Edit', spoken: `Edit milestone ${number}` }),
  remove: (number: number) => ({ text: 'Remove', spoken: `Remove milestone ${number}` }),
} as const;

export type MilestoneButton = keyof typeof LABELS;

/** `value` says which milestone; the server looks everything else up. */
export function buttonFor(action: MilestoneButton, projectId: string, number: number): Button {
  const { text, spoken } = LABELS[action](number);
  return {
    type: 'button',
    action_id: `milestone_${action}`,
    text: { type: 'plain_text', text },
    value: JSON.stringify({ projectId, number }),
    accessibility_label: spoken,
  };
}

/** Opens the form to ask the experts for a change, of one milestone where a number is given. */
export function askButton(projectId: string, number?: number): Button {
  const about = number === undefined ? {} : { number };
  return {
    type: 'button',
    action_id: 'milestone_ask',
    text: { type: 'plain_text', text: 'Ask for a change' },
    value: JSON.stringify({ projectId, ...about }),
    ...(number === undefined ? {} : { accessibility_label: `Ask for a change of milestone ${number}` }),
  };
}

/** Opens the form for a new milestone. */
export function addButton(projectId: string): Button {
  return {
    type: 'button',
    action_id: 'milestone_add',
    style: 'primary',
    text: { type: 'plain_text', text: 'Add a milestone' },
    value: JSON.stringify({ projectId }),
  };
}

/** What can be done with a project's milestones as a whole; each opens a modal, or acts and answers. */
const PROJECT_BUTTONS = {
  list: 'All milestones',
  plan: 'Propose a plan',
  history: 'History',
  undo: 'Undo my last action',
} as const;

export function projectButton(action: keyof typeof PROJECT_BUTTONS, projectId: string): Button {
  return {
    type: 'button',
    action_id: `milestone_${action}`,
    text: { type: 'plain_text', text: PROJECT_BUTTONS[action] },
    value: JSON.stringify({ projectId }),
  };
}

/** A select has 100 options at most (docs.slack.dev/reference/block-kit/block-elements/select-menu-element). */
const OPTIONS_MAX = 100;
const OPTION_TEXT_MAX = 50;

/** Opens the milestone that is chosen, with everything the reader may do with it. Needs one milestone at least. */
export function chooser(projectId: string, milestones: readonly Pick<Milestone, 'number' | 'title'>[]): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'milestone_open',
    placeholder: { type: 'plain_text', text: 'Open a milestone' },
    options: milestones.slice(0, OPTIONS_MAX).map(({ number, title }) => ({
      text: plain(clipped(`#${number} ${title}`, OPTION_TEXT_MAX)),
      value: JSON.stringify({ projectId, number }),
    })),
  };
}
