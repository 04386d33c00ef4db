import type { KnownBlock } from '@slack/types';
import type { Change } from '../src/domain/change.ts';
import { type Day, dayAt } from '../src/domain/day.ts';
import type { Project } from '../src/domain/project.ts';
import { againstExpected, dayInFull, dayText } from './dates.ts';
import { escaped, mrkdwn, plain, quoted, type Shown } from './text.ts';

/** Tells the client channel about changes: what, by whom, and the dates. */
export function updateMessage(project: Project, changes: readonly Change[]): Shown {
  const parts = changes.map((change) => changePart(project, change));
  return {
    text: parts.map((part) => part.text).join('\n'),
    blocks: parts.flatMap((part) => part.blocks),
  };
}

function changePart(project: Project, change: Change): Shown {
  const today = dayAt(change.at, project.timeZone);
  switch (change.kind) {
    case 'added':
      return addedPart(change, today);
    case 'completed':
      return completedPart(change);
    default:
      return projectPart(project, change);
  }
}

function addedPart(change: Change, today: Day): Shown {
  const { title = '', description = '', due = today } = change.after ?? {};
  const expected = dayInFull(due, today);
  return {
    text: `Milestone #${change.milestoneNumber} added by ${escaped(change.by.name)}: ${escaped(title)}. Expected ${expected}.${description ? ` ${escaped(description)}` : ''}`,
    blocks: [
      headline(change, 'added'),
      section(title, 'Expected completion date', expected),
      ...(description ? [{ type: 'section', text: plain(description) } as const] : []),
    ],
  };
}

function completedPart(change: Change): Shown {
  const { title = '', due = '', completedOn = '' } = change.after ?? {};
  const verdict = againstExpected(completedOn, due);
  const completed = `${dayText(completedOn)}, ${verdict} (expected ${dayText(due)})`;
  return {
    text: `Milestone #${change.milestoneNumber} completed by ${escaped(change.by.name)}: ${escaped(title)}. Completed ${completed}.`,
    blocks: [headline(change, 'completed'), section(title, 'Completed', completed)],
  };
}

function headline(change: Change, done: string): KnownBlock {
  return {
    type: 'section',
    text: mrkdwn(`*Milestone #${change.milestoneNumber} ${done}* by ${quoted(change.by.name)}`),
  };
}

function section(title: string, label: string, value: string): KnownBlock {
  return { type: 'section', fields: [mrkdwn('*Title*'), mrkdwn(`*${label}*`), plain(title), plain(value)] };
}

function projectPart(project: Project, change: Change): Shown {
  const words = projectWords(project, change);
  return {
    text: `${words} By ${escaped(change.by.name)}.`,
    blocks: [
      { type: 'section', text: mrkdwn(words) },
      { type: 'context', elements: [mrkdwn(`By ${quoted(change.by.name)}`)] },
    ],
  };
}

function projectWords(project: Project, change: Change): string {
  const name = `*${quoted(project.name)}*`;
  switch (change.kind) {
    case 'project-set-up':
      return `The project ${name} is set up in this channel, from ${dayText(project.startDate)} to ${dayText(project.completionDate)}. Its milestones will be shown here.`;
    case 'payment-received':
      return `The initial payment of ${name} was received.`;
    default:
      return `Milestones of ${name} are open: the experts can now agree what is delivered by when.`;
  }
}
