import type { KnownBlock } from '@slack/types';
import type { Day } from '../src/domain/day.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import type { Project } from '../src/domain/project.ts';
import { dayText } from './dates.ts';
import { standing } from './milestoneLine.ts';
import { clipped, counted, escaped, joinedWithin, mrkdwn, plain, quoted, type Shown } from './text.ts';

/** A section's text may have 3,000 characters (docs.slack.dev/reference/block-kit/blocks/section-block). */
const SECTION_MAX = 2_900;
/** What all milestones together may take of a message's 12,000 characters. */
const BOARD_BUDGET = 9_000;
/** Number, date and standing of one milestone. */
const LINE_OVERHEAD = 76;
/** chat.update takes 4,000 characters of text (docs.slack.dev/reference/methods/chat.update). */
const TEXT_MAX = 3_700;

/** The one message of a project that shows all its milestones; edited in place. */
export function boardMessage(project: Project, milestones: readonly Milestone[], today: Day, lasting = true): Shown {
  const titleMax = Math.max(16, Math.floor(BOARD_BUDGET / Math.max(1, milestones.length)) - LINE_OVERHEAD);
  const lines = milestones.map((milestone) => line(milestone, today, titleMax, lasting));
  const progress = progressText(project, milestones, today);
  const head = `Milestones of ${project.name}`;
  return {
    text: joinedWithin([`${escaped(head)}. ${progress}`, ...lines], TEXT_MAX),
    blocks: [
      { type: 'header', text: plain(clipped(head, 140)) },
      { type: 'section', text: mrkdwn(progress) },
      { type: 'divider' },
      ...(lines.length > 0 ? sectionsOf(lines) : [noneYet(project)]),
      {
        type: 'context',
        elements: [mrkdwn(`Dates in ${quoted(project.timeZone)}. Experts change milestones with \`/milestone\`.`)],
      },
    ],
  };
}

function line(milestone: Milestone, today: Day, titleMax: number, lasting: boolean): string {
  return escaped(
    `#${milestone.number} ${clipped(milestone.title, titleMax)} – expected ${dayText(milestone.due)} – ${standing(milestone, today, lasting)}`,
  );
}

function progressText(project: Project, milestones: readonly Milestone[], today: Day): string {
  const completed = milestones.filter((milestone) => milestone.state === 'completed').length;
  const open = milestones.filter((milestone) => milestone.state === 'open');
  const overdue = open.filter((milestone) => milestone.due < today).length;
  const next = open.toSorted((a, b) => a.due.localeCompare(b.due) || a.number - b.number)[0];
  return [
    ...(milestones.length > 0 ? [`*${completed} of ${counted(milestones.length, 'milestone')} completed*`] : []),
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(next ? [`next: #${next.number}, expected ${dayText(next.due)}`] : []),
    `the project ends on ${dayText(project.completionDate)}`,
  ].join(' · ');
}

function noneYet(project: Project): KnownBlock {
  const words =
    project.status === 'open'
      ? 'No milestones yet. An expert adds the first with `/milestone add`.'
      : 'Milestones are not open yet.';
  return { type: 'section', text: mrkdwn(words) };
}

/** As few sections as the limit allows: the lines are escaped already and hold what people wrote. */
function sectionsOf(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const each of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + each.length + 1 <= SECTION_MAX)
      texts[texts.length - 1] = `${last}\n${each}`;
    else texts.push(each);
  }
  return texts.map((text) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } }));
}
