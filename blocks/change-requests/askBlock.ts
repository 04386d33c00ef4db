import type { KnownBlock } from '@slack/types';
import type { Change } from '../../src/history/change.ts';
import type { Project } from '../../src/projects/project.ts';
import { askButton } from '../shared/buttons.ts';
import type { Rendered } from '../shared/text.ts';

/** *Ask for a change* at the end of a message; none where the project is closed. */
export function askBlock({ id, status }: Pick<Project, 'id' | 'status'>, number?: number): KnownBlock[] {
  return status === 'closed' ? [] : [{ type: 'actions', elements: [askButton(id, number)] }];
}

/** An update with *Ask for a change* below it; the milestone is chosen already where there is one. */
export function withAsk(project: Project, changes: readonly Change[], update: Rendered): Rendered {
  const numbers = [...new Set(changes.map(({ milestoneNumber }) => milestoneNumber))];
  const number = numbers.length === 1 && changes.at(-1)?.after?.state !== 'removed' ? numbers[0] : undefined;
  return { text: update.text, blocks: [...update.blocks, ...askBlock(project, number)] };
}
