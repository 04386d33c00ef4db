import type { KnownBlock, ModalView } from '@slack/types';
import type { Change } from '../src/domain/change.ts';
import type { Day } from '../src/domain/day.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import type { Project } from '../src/domain/project.ts';
import { askBlock } from './askBlock.ts';
import { buttonFor, type MilestoneButton } from './buttons.ts';
import { dayInFull } from './dates.ts';
import { instantText } from './history.ts';
import { standing } from './milestoneLine.ts';
import { escaped, mrkdwn, plain, quoted, type Shown } from './text.ts';

/** One milestone in private: what it is, where it stands, who changed it last, and what the reader may do with it. */
export function milestoneAnswer(
  project: Project,
  milestone: Milestone,
  today: Day,
  mayChange: boolean,
  history: readonly Change[],
): Shown {
  const { number, title, description, due } = milestone;
  const last = history.findLast(({ after }) => after);
  const changed = last ? `Last changed by ${quoted(last.by.name)}, ${instantText(last.at, project.timeZone)}` : '';
  const stands = milestone.state === 'open' && due >= today ? 'open' : standing(milestone, today);
  const where = `Expected ${dayInFull(due, today)} – ${stands}`;
  const blocks: KnownBlock[] = [
    { type: 'section', text: mrkdwn(`*Milestone #${number}*`) },
    { type: 'section', text: plain(title) },
  ];
  if (description) blocks.push({ type: 'section', text: plain(description) });
  blocks.push({ type: 'section', text: mrkdwn(where) });
  if (changed) blocks.push({ type: 'context', elements: [mrkdwn(changed)] });
  blocks.push(actions(project.id, milestone, mayChange));
  blocks.push(...askBlock(project, number));
  const words = [`Milestone #${number}: ${escaped(title)}`, escaped(description), where, changed];
  return { text: words.filter((each) => each !== '').join('\n'), blocks };
}

function actions(projectId: string, { number, state }: Milestone, mayChange: boolean): KnownBlock {
  const finish: readonly MilestoneButton[] = state === 'completed' ? ['reopen'] : ['complete', 'complete_more'];
  const offered: readonly MilestoneButton[] = mayChange ? ['edit', ...finish, 'remove', 'history'] : ['history'];
  return { type: 'actions', elements: offered.map((action) => buttonFor(action, projectId, number)) };
}

/** The same as a modal: opened from Home, or from a list. */
export function milestoneModal(number: number, shown: Shown): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: `Milestone #${number}` },
    close: { type: 'plain_text', text: 'Close' },
    blocks: shown.blocks,
  };
}
