import type { KnownBlock } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { expertsOf, type Project } from '../../src/projects/project.ts';
import { isSnoozed } from '../../src/reminders/reminder.ts';
import { askBlock } from '../change-requests/askBlock.ts';
import { roleText } from '../projects/detailText.ts';
import { clipped, listed, mrkdwn, plain, quoted, type Rendered } from '../shared/text.ts';
import { verdictLine } from '../verdict/verdictText.ts';
import {
  groupsOf,
  headed,
  headlineOf,
  inBlock,
  inText,
  NAMED,
  restOf,
  type Standing,
  standingSentence,
} from './reminderLines.ts';

/** As many names as one needs to find someone. */
const EXPERTS_NAMED = 8;
const NAME_MAX = 60;

/** Tells the client channel what is overdue. It calls nobody: the experts have a message of their own. */
export function overdueMessage(
  project: Project,
  overdue: readonly Milestone[],
  standing: Standing,
  today: Day,
): Rendered {
  const [only] = overdue;
  const isQuiet = overdue.every((milestone) => isSnoozed(milestone, today));
  const { text, blocks } = told(project, overdue, standing, today, [
    isQuiet ? 'The experts know of it.' : 'The experts have been reminded directly.',
  ]);
  return { text, blocks: [...blocks, ...askBlock(project, overdue.length === 1 ? only?.number : undefined)] };
}

/** Tells an admin what has been late for long, and whom to ask. */
export function escalationMessage(
  project: Project,
  overdue: readonly Milestone[],
  standing: Standing,
  today: Day,
): Rendered {
  const experts = expertsOf(project).map(({ name, role }) => `${quoted(clipped(name, NAME_MAX))} (${roleText(role)})`);
  return told(project, overdue, standing, today, [
    `Whom to ask: ${listed(experts, EXPERTS_NAMED)}, in <#${project.channelId}>.`,
    'The experts and the client channel are told as well. You hear of it as an admin of the project.',
  ]);
}

function told(
  project: Project,
  overdue: readonly Milestone[],
  standing: Standing,
  today: Day,
  closing: readonly string[],
): Rendered {
  const groups = groupsOf(project, overdue, today);
  const head = headed(project, headlineOf(groups));
  const stands = verdictLine(project, standing.verdict, today);
  const named = groups.flatMap(({ milestones }) => milestones).slice(0, NAMED);
  const rest = restOf(overdue.length - named.length);
  const notes = [...(rest === undefined ? [] : [rest]), ...closing];
  return {
    text: [
      head.text,
      stands.text,
      ...named.map((each) => `${inText(standingSentence(project, each, standing, today))}.`),
      ...notes,
    ].join('\n'),
    blocks: [
      { type: 'section', text: mrkdwn(`${head.mrkdwn}\n${stands.mrkdwn}`) },
      ...named.map(
        (each): KnownBlock => ({
          type: 'section',
          text: plain(inBlock(standingSentence(project, each, standing, today))),
        }),
      ),
      { type: 'context', elements: [mrkdwn(notes.join(' '))] },
    ],
  };
}
