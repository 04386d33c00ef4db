import type { Button, KnownBlock } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { isAsking } from '../../src/reminders/reminder.ts';
import type { ActionId } from '../shared/ids.ts';
import { EDITABLE_TEXT_MAX } from '../shared/limits.ts';
import { escaped, joinedWithin, mrkdwn, plain, type Rendered } from '../shared/text.ts';
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
  settledSentence,
  standingSentence,
} from './reminderLines.ts';

/** As many milestones as a reminder that is shown anew can be about; their numbers travel in its buttons. */
export const REMINDED_MAX = 40;

const WHEN_LATE =
  '*Done* completes a milestone today. *New date…* tells the client the new date and your reason. *Snooze* quiets these messages to the experts, not what the client channel is told of delays.';
const WHEN_TODAY =
  '*Done* completes a milestone today. If a date will not hold, *New date…* tells the client now, with your reason. *Snooze* quiets these messages for some days.';
const WHEN_AHEAD =
  'On course? Then there is nothing to do now. If a date will not hold, *New date…* tells the client while there is time to adjust, with your reason. *Done* completes a milestone today, and *Snooze* quiets these messages for some days.';

/**
 * Reminds one expert of a project's milestones, each with the buttons to answer with. Of those that need no answer any
 * more it says what became of them: a message that was answered is shown anew with the same milestones.
 */
export function reminderMessage(
  project: Project,
  milestones: readonly Milestone[],
  standing: Standing,
  today: Day,
): Rendered {
  const asking =
    project.status === 'open'
      ? milestones.filter((each) => standing.urgent.has(each.number) || isAsking(each, project, today))
      : [];
  const settled = milestones.filter((each) => !asking.includes(each)).slice(0, NAMED);
  const groups = groupsOf(project, asking, today);
  const head = headed(project, asking.length === 0 ? 'nothing is left to answer here' : headlineOf(groups));
  const stands = project.status === 'open' ? verdictLine(project, standing.verdict, today) : undefined;
  const named = groups.flatMap((group) => group.milestones).slice(0, NAMED);
  const rest = restOf(asking.length - named.length);
  const advice = adviceFor(asking, today);
  const numbers = [...asking, ...settled].map(({ number }) => number).slice(0, REMINDED_MAX);
  const notes = [rest, advice].filter((words) => words !== undefined);
  return {
    text: joinedWithin(
      [
        head.text,
        ...(stands === undefined ? [] : [stands.text]),
        ...named.map((milestone) => `${inText(standingSentence(project, milestone, standing, today))}.`),
        ...settled.map((milestone) => `${escaped(settledSentence(milestone, today))}.`),
        ...notes.map((words) => words.replaceAll('*', '')),
      ],
      EDITABLE_TEXT_MAX,
    ),
    blocks: [
      { type: 'section', text: mrkdwn([head.mrkdwn, ...(stands === undefined ? [] : [stands.mrkdwn])].join('\n')) },
      ...groups.flatMap(({ when, milestones: members }) => {
        const shown = members.filter((each) => named.includes(each));
        const label = groups.length > 1 && shown.length > 0 ? [heading(when)] : [];
        return [...label, ...shown.flatMap((each) => withAnswers(project, each, standing, today, numbers))];
      }),
      ...settledBlocks(settled, asking.length > 0, today),
      ...notes.map((words): KnownBlock => ({ type: 'context', elements: [mrkdwn(words)] })),
    ],
  };
}

/** What the most urgent of them needs. */
function adviceFor(asking: readonly Milestone[], today: Day): string | undefined {
  if (asking.length === 0) return undefined;
  if (asking.some(({ due }) => due < today)) return WHEN_LATE;
  return asking.some(({ due }) => due === today) ? WHEN_TODAY : WHEN_AHEAD;
}

function heading(when: string): KnownBlock {
  return { type: 'section', text: mrkdwn(`*${when.charAt(0).toUpperCase()}${when.slice(1)}*`) };
}

function settledBlocks(settled: readonly Milestone[], isBelow: boolean, today: Day): KnownBlock[] {
  return [
    ...(isBelow && settled.length > 0 ? [heading('answered')] : []),
    ...settled.map(
      (each): KnownBlock => ({
        type: 'section',
        text: plain(settledSentence(each, today)),
      }),
    ),
  ];
}

function withAnswers(
  project: Project,
  milestone: Milestone,
  standing: Standing,
  today: Day,
  among: readonly number[],
): KnownBlock[] {
  const { number } = milestone;
  const button = (action: 'done' | 'new_date' | 'snooze', text: string, spoken: string): Button => ({
    type: 'button',
    action_id: `reminder_${action}` satisfies ActionId,
    text: { type: 'plain_text', text },
    value: JSON.stringify({ projectId: project.id, number, among }),
    accessibility_label: spoken,
  });
  return [
    { type: 'section', text: plain(inBlock(standingSentence(project, milestone, standing, today))) },
    {
      type: 'actions',
      block_id: `answer_${number}`,
      elements: [
        { ...button('done', 'Done', `Done: complete milestone ${number} today`), style: 'primary' },
        button('new_date', 'New date…', `New date… for milestone ${number}`),
        button('snooze', 'Snooze', `Snooze the reminders of milestone ${number}`),
      ],
    },
  ];
}
