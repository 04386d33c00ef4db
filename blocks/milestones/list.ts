import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { listMessage } from '../board/board.ts';
import { addButton, askButton, buttonFor, chooser, projectButton } from '../shared/buttons.ts';
import { mrkdwn, type Rendered } from '../shared/text.ts';

/** One row of buttons, and few enough to choose from. */
const BUTTONS = 5;

/** A menu's texts count among a message's 12,000 characters: longer lists open a modal, which has room for it. */
const CHOOSABLE = 10;

type Reader = { readonly mayChange: boolean };

/** The board as a private answer, with buttons for those who may press them. */
export function listAnswer(
  project: Project,
  milestones: readonly Milestone[],
  today: Day,
  mayChange: boolean,
): Rendered {
  const board = listMessage(project, milestones, today);
  const few = milestones.length <= CHOOSABLE;
  const blocks = [
    ...board.blocks,
    ...(mayChange ? completeButtons(project, milestones) : []),
    ...(few ? chooserBlock(project, milestones) : []),
    projectRow(project, { mayChange }, few ? [] : [projectButton('list', project.id)]),
  ];
  if (!mayChange) return { text: board.text, blocks };
  const hint = 'Open a milestone to edit, reopen or remove it, or write `/milestone help`.';
  return { text: `${board.text}\n${hint}`, blocks: [...blocks, { type: 'context', elements: [mrkdwn(hint)] }] };
}

/** The same as a modal, opened from Home or from a long list. */
export function listModal(project: Project, milestones: readonly Milestone[], today: Day, reader: Reader): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'Milestones' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [
      ...chooserBlock(project, milestones),
      projectRow(project, reader, []),
      ...listMessage(project, milestones, today).blocks,
    ],
  };
}

function completeButtons(project: Project, milestones: readonly Milestone[]): KnownBlock[] {
  const open = milestones.filter((milestone) => milestone.state === 'open').slice(0, BUTTONS);
  return open.map(({ number }) => {
    const words = `Mark #${number} as completed`;
    const text = { type: 'plain_text' as const, text: words };
    const button = { ...buttonFor('complete', project.id, number), text, accessibility_label: words };
    return { type: 'actions', block_id: `complete_${number}`, elements: [button] };
  });
}

function chooserBlock(project: Project, milestones: readonly Milestone[]): KnownBlock[] {
  if (milestones.length === 0) return [];
  return [{ type: 'actions', block_id: 'open', elements: [chooser(project.id, milestones)] }];
}

function projectRow({ id, status }: Project, { mayChange }: Reader, first: readonly Button[]): KnownBlock {
  const change = mayChange ? [addButton(id), projectButton('plan', id), projectButton('undo', id)] : [];
  const ask = status === 'closed' ? [] : [askButton(id)];
  return {
    type: 'actions',
    block_id: 'project',
    elements: [...first, ...change, projectButton('history', id), ...ask],
  };
}
