import type { Button, KnownBlock } from '@slack/types';
import type { ChangeRequest } from '../../src/change-requests/request.ts';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { answer } from '../shared/answers.ts';
import { dayText } from '../shared/dates.ts';
import type { ActionId } from '../shared/ids.ts';
import { quoted, type Rendered } from '../shared/text.ts';
import { joinedParts, linePart, type Part, quotePart, wordsPart } from '../shared/textPart.ts';
import { stateText } from '../verdict/milestoneStands.ts';

/** A request, and the milestone it is about as it is now. */
export type ToldRequest = {
  readonly project: Project;
  readonly request: ChangeRequest;
  readonly milestone: Milestone | undefined;
  /** In the project's zone. */
  readonly today: Day;
};

/** What everyone in the channel reads, in the thread of the board. */
export function askedThread(told: ToldRequest): Rendered {
  const { request } = told;
  const words = `*${quoted(request.by.name)}* asks for a change of ${subjectOf(request)}:`;
  const closing = request.milestoneNumber === undefined ? 'answer' : 'change it or say why not';
  return joinedParts([
    wordsPart(words),
    quotePart(request.text),
    ...detailsOf(told),
    wordsPart(`The experts are told; one of them will ${closing}.`, 'context'),
  ]);
}

/** What one expert reads, with the buttons to answer with. */
export function askedMessage(told: ToldRequest): Rendered {
  const { project, request } = told;
  const words = `*${quoted(request.by.name)}* asks for a change of ${subjectOf(request)} of *${quoted(project.name)}*:`;
  const buttons: KnownBlock = { type: 'actions', elements: answerButtons(request) };
  const { text, blocks } = joinedParts([wordsPart(words), quotePart(request.text), ...detailsOf(told)]);
  return { text, blocks: [...blocks, buttons] };
}

function answerButtons({ id, projectId, milestoneNumber }: ChangeRequest): Button[] {
  const value = JSON.stringify({ projectId, changeRequestId: id });
  const decline = milestoneNumber === undefined ? 'Answer' : 'Decline';
  const button = (actionId: ActionId, text: string): Button => ({
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text },
    value,
  });
  return [
    ...(milestoneNumber === undefined ? [] : [{ ...button('request_change', 'Change it'), style: 'primary' as const }]),
    button('request_decline', decline),
  ];
}

/** What came of a request, for the thread or for whoever asked. */
export function answeredMessage(told: ToldRequest, reader: 'thread' | 'asker'): Rendered {
  const { project, request } = told;
  const { text } = request;
  const reason = request.state === 'declined' ? request.reason : undefined;
  const isChanged = request.state === 'changed';
  return joinedParts([
    wordsPart(`${outcomeOf(request, reader)}${reader === 'asker' ? `, in *${quoted(project.name)}*` : ''}.`),
    ...(reason === undefined
      ? []
      : [wordsPart(isPlanWide(request) ? 'The answer:' : 'The reason:'), quotePart(reason)]),
    ...(isChanged ? detailsOf(told) : []),
    wordsPart(reader === 'asker' ? 'You asked:' : 'The request was:', 'context'),
    quotePart(text),
  ]);
}

function outcomeOf(request: ChangeRequest, reader: 'thread' | 'asker'): string {
  const expert = `*${quoted(request.state === 'open' ? 'An expert' : request.answeredBy.name)}*`;
  const asker = quoted(request.by.name);
  const subject = subjectOf(request);
  if (request.state === 'changed') {
    return `${expert} changed ${subject}, as ${reader === 'asker' ? 'you' : asker} asked`;
  }
  const whose = reader === 'asker' ? 'your request' : `the request of ${asker}`;
  return `${expert} ${isPlanWide(request) ? 'answered' : 'declined'} ${whose} about ${subject}`;
}

function isPlanWide({ milestoneNumber }: ChangeRequest): boolean {
  return milestoneNumber === undefined;
}

function subjectOf({ milestoneNumber }: ChangeRequest): string {
  return milestoneNumber === undefined ? 'the plan as a whole' : `milestone #${milestoneNumber}`;
}

function detailsOf({ project, milestone, today }: ToldRequest): Part[] {
  if (milestone === undefined) return [];
  const { number, title, due, state } = milestone;
  const where = state === 'removed' ? 'removed' : stateText(project, milestone, today);
  return [linePart(`#${number} ${title} – expected ${dayText(due)}, ${where}`)];
}

/** What the person who asked reads at once. */
export function requestSentAnswer(request: ChangeRequest): Rendered {
  return answer(
    `The experts are told that you ask for a change of ${subjectOf(request)}. It stands in the thread under the board; you get a direct message when one of them answers.`,
  );
}

/** What the expert reads who answered without a change. */
export function answerSentAnswer(request: ChangeRequest): Rendered {
  const { by } = request;
  const isOwn = request.state !== 'open' && by.userId === request.answeredBy.userId;
  const who = isOwn ? 'Your answer' : `${quoted(by.name)} is told. Your answer`;
  return answer(`${who} stands in the thread under the board as well.`);
}

/** What a declining expert has before their eyes while they write. */
export function requestSummary(request: ChangeRequest): KnownBlock[] {
  const words = `*${quoted(request.by.name)}* asks for a change of ${subjectOf(request)}:`;
  return joinedParts([wordsPart(words), quotePart(request.text)]).blocks;
}
