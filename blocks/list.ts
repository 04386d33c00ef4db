import type { KnownBlock } from '@slack/types';
import type { Day } from '../src/domain/day.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import type { Project } from '../src/domain/project.ts';
import { listMessage } from './board.ts';
import { addButton, buttonFor } from './buttons.ts';
import { mrkdwn, type Shown } from './text.ts';

/** One row of buttons, and few enough to choose from. */
const BUTTONS = 5;

/** The board as a private answer, with buttons for those who may press them. */
export function listAnswer(project: Project, milestones: readonly Milestone[], today: Day, mayChange: boolean): Shown {
  const board = listMessage(project, milestones, today);
  if (!mayChange) return board;
  const open = milestones.filter((milestone) => milestone.state === 'open').slice(0, BUTTONS);
  const complete = open.map((milestone): KnownBlock => {
    const button = buttonFor('complete', project.id, milestone.number);
    return {
      type: 'actions',
      block_id: `complete_${milestone.number}`,
      elements: [{ ...button, text: { type: 'plain_text', text: `Mark #${milestone.number} as completed` } }],
    };
  });
  const add: KnownBlock = { type: 'actions', block_id: 'add', elements: [addButton(project.id)] };
  const hint = 'Complete one with its button or with `/milestone complete` and its number.';
  return {
    text: `${board.text}\n${hint}`,
    blocks: [...board.blocks, ...complete, add, { type: 'context', elements: [mrkdwn(hint)] }],
  };
}
