import type { Button } from '@slack/types';
import type { Day } from '../src/domain/day.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import type { Project } from '../src/domain/project.ts';
import { buttonFor } from './buttons.ts';
import { againstExpected, dayText } from './dates.ts';
import { clipped, counted, escaped, mrkdwn, plain, quoted, type Shown } from './text.ts';

/** How many milestones a reminder names one by one. */
const NAMED = 10;
/** Ten of them stay within the 4,000 characters of a message's text. */
const SENTENCE_MAX = 300;

/** Reminds of overdue milestones: the client channel, or one expert, who gets the button to answer with. */
export function reminderMessage(
  project: Project,
  overdue: readonly Milestone[],
  today: Day,
  reader: 'channel' | 'expert',
): Shown {
  const named = overdue.slice(0, NAMED);
  const head = `${counted(overdue.length, 'milestone')} of ${project.name} ${overdue.length === 1 ? 'is' : 'are'} overdue`;
  const more = overdue.length - named.length;
  const advice =
    reader === 'expert'
      ? `Mark ${overdue.length === 1 ? 'it' : 'each'} as completed when it is done, or tell the client a new date in the channel.`
      : 'The experts have been reminded.';
  return {
    text: [
      `${escaped(head)}: ${named.map((milestone) => escaped(clipped(sentence(milestone, today), SENTENCE_MAX))).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
      advice,
    ].join(' '),
    blocks: [
      { type: 'section', text: mrkdwn(`*${quoted(head)}*`) },
      ...named.map((milestone) => ({
        type: 'section' as const,
        text: plain(sentence(milestone, today)),
        ...(reader === 'expert' ? { accessory: completeButton(project, milestone) } : {}),
      })),
      { type: 'context', elements: [mrkdwn(more > 0 ? `And ${more} more. ${advice}` : advice)] },
    ],
  };
}

function sentence(milestone: Milestone, today: Day): string {
  return `#${milestone.number} ${milestone.title} – expected ${dayText(milestone.due)}, ${againstExpected(today, milestone.due)}`;
}

function completeButton(project: Project, milestone: Milestone): Button {
  return buttonFor('complete', project.id, milestone.number);
}
