import type { KnownBlock, ModalView } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Change } from '../../src/history/change.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { askBlock } from '../change-requests/askBlock.ts';
import { instantText } from '../history/history.ts';
import { buttonFor, type MilestoneButton } from '../shared/buttons.ts';
import { dayInFull } from '../shared/dates.ts';
import { escaped, mrkdwn, plain, quoted, type Rendered } from '../shared/text.ts';
import { quotePart } from '../shared/textPart.ts';
import { movedText, stateText } from '../verdict/milestoneStands.ts';

/** One milestone in private: what it is, where it stands, who changed it last, and what the reader may do with it. */
export function milestoneAnswer(
  project: Project,
  milestone: Milestone,
  today: Day,
  mayChange: boolean,
  history: readonly Change[],
): Rendered {
  const { number, title, description, due } = milestone;
  const last = history.findLast(({ after }) => after);
  const changed = last ? `Last changed by ${quoted(last.by.name)}, ${instantText(last.at, project.timeZone)}` : '';
  const stands = stateText(project, milestone, today);
  const moved = movedText(project, milestone, today);
  const where = `Expected ${dayInFull(due, today)} – ${stands}${moved && ` – ${moved}`}`;
  const blocks: KnownBlock[] = [
    { type: 'section', text: mrkdwn(`*Milestone #${number}*`) },
    { type: 'section', text: plain(title) },
  ];
  blocks.push(...quotePart(description).blocks);
  blocks.push({ type: 'section', text: mrkdwn(where) });
  if (changed) blocks.push({ type: 'context', elements: [mrkdwn(changed)] });
  blocks.push(actions(project.id, milestone, mayChange));
  blocks.push(...askBlock(project, number));
  const words = [`Milestone #${number}: ${escaped(title)}`, quotePart(description).text, where, changed];
  return { text: words.filter((each) => each !== '').join('\n'), blocks };
}

function actions(projectId: string, { number, state }: Milestone, mayChange: boolean): KnownBlock {
  const finish: readonly MilestoneButton[] = state === 'completed' ? ['reopen'] : ['complete', 'complete_more'];
  const offered: readonly MilestoneButton[] = mayChange ? ['edit', ...finish, 'remove', 'history'] : ['history'];
  return { type: 'actions', elements: offered.map((action) => buttonFor(action, projectId, number)) };
}

/** The same as a modal: opened from Home, or from a list. */
export function milestoneModal(number: number, shown: Rendered): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: `Milestone #${number}` },
    close: { type: 'plain_text', text: 'Close' },
    blocks: shown.blocks,
  };
}
