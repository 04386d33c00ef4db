import type { Button, StaticSelect } from '@slack/types';
import type { HistoryFrom } from '../../src/history/historySlice.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { ActionId } from './ids.ts';
import { OPTIONS_MAX } from './limits.ts';
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
    action_id: `milestone_${action}` satisfies ActionId,
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
    action_id: 'milestone_ask' satisfies ActionId,
    text: { type: 'plain_text', text: 'Ask for a change' },
    value: JSON.stringify({ projectId, ...about }),
    ...(number === undefined ? {} : { accessibility_label: `Ask for a change of milestone ${number}` }),
  };
}

/** Opens the form for a new milestone. */
export function addButton(projectId: string): Button {
  return {
    type: 'button',
    action_id: 'milestone_add' satisfies ActionId,
    style: 'primary',
    text: { type: 'plain_text', text: 'Add a milestone' },
    value: JSON.stringify({ projectId }),
  };
}

/** What can be done with a project's milestones as a whole; each opens a modal, or acts and answers. */
const PROJECT_BUTTONS = {
  list: 'All milestones',
  plan: 'Plan milestones',
  history: 'History',
  undo: 'Undo my last action',
} as const;

export function projectButton(action: keyof typeof PROJECT_BUTTONS, projectId: string): Button {
  return {
    type: 'button',
    action_id: `milestone_${action}` satisfies ActionId,
    text: { type: 'plain_text', text: PROJECT_BUTTONS[action] },
    value: JSON.stringify({ projectId }),
  };
}

/** The next page of a history, or the one before: from an entry's place in the log. */
export function historyButton(
  side: HistoryFrom['side'],
  target: { readonly projectId: string; readonly number?: number | undefined; readonly seq: number },
): Button {
  return {
    type: 'button',
    action_id: `milestone_history_${side}` satisfies ActionId,
    text: { type: 'plain_text', text: side === 'older' ? 'Older' : 'Newer' },
    value: JSON.stringify(target),
    accessibility_label: `${side === 'older' ? 'Older' : 'Newer'} entries of the history`,
  };
}

/** An admin reads the project from now on, and its channel is told. */
export function takeOverButton(projectId: string, name: string): Button {
  return {
    type: 'button',
    action_id: 'project_take_over' satisfies ActionId,
    text: { type: 'plain_text', text: 'Take over' },
    value: JSON.stringify({ projectId }),
    accessibility_label: clipped(`Take over ${name}`, 75),
  };
}

/** Takes one action back, for 15 minutes; in the answer to that action. */
export function undoButton(projectId: string, asked: string): Button {
  return {
    type: 'button',
    action_id: 'milestone_undo' satisfies ActionId,
    text: { type: 'plain_text', text: 'Undo' },
    value: JSON.stringify({ projectId, asked }),
  };
}

/** Makes one title of title and description again. */
export function joinButton(projectId: string, number: number): Button {
  return {
    type: 'button',
    action_id: 'milestone_join' satisfies ActionId,
    text: { type: 'plain_text', text: 'Keep it in the title' },
    value: JSON.stringify({ projectId, number }),
  };
}

const OPTION_TEXT_MAX = 50;

/** Opens the milestone that is chosen, with everything the reader may do with it. Needs one milestone at least. */
export function chooser(projectId: string, milestones: readonly Pick<Milestone, 'number' | 'title'>[]): StaticSelect {
  return {
    type: 'static_select',
    action_id: 'milestone_open' satisfies ActionId,
    placeholder: { type: 'plain_text', text: 'Open a milestone' },
    options: milestones.slice(0, OPTIONS_MAX).map(({ number, title }) => ({
      text: plain(clipped(`#${number} ${title}`, OPTION_TEXT_MAX)),
      value: JSON.stringify({ projectId, number }),
    })),
  };
}
