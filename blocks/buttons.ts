import type { Button } from '@slack/types';

/** Buttons of milestones; each names its action in `action_id` and its target in `value`. */
const LABELS = {
  complete: (number: number) => ({ text: 'Mark as completed', spoken: `Mark milestone ${number} as completed` }),
  reopen: (number: number) => ({ text: 'Reopen', spoken: `Reopen milestone ${number}` }),
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
