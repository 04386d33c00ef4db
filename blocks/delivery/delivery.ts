import type { Button } from '@slack/types';
import type { DeliveryReport, SentMessage, WaitingSubscription } from '../../src/delivery/subscription.ts';
import { idOf, type Receiver } from '../../src/history/audienceKey.ts';
import type { Undelivered } from '../../src/history/change.ts';
import type { Project } from '../../src/projects/project.ts';
import { instantText } from '../history/history.ts';
import { answer } from '../shared/answers.ts';
import type { ActionId } from '../shared/ids.ts';
import { counted, listed, mrkdwn, quoted, type Rendered } from '../shared/text.ts';
import { cureOf, holdText, reasonText } from './deliveryTrouble.ts';

/** Tells an admin that nothing reaches a channel or a person, why, and how to go on. */
export function suspendedMessage(project: Project, { receiver, reason }: Undelivered): Rendered {
  const head = `Messages of “${quoted(project.name)}” to ${receiverText(project, receiver)} are on hold`;
  const why = `${holdText(reason)}.`;
  const next = `Nothing is lost: they wait. ${cureOf(reason).mend} Then press *Resume*.`;
  return {
    text: `${head}: ${why} ${next}`,
    blocks: [
      { type: 'section', text: mrkdwn(`*${head}*`) },
      { type: 'section', text: mrkdwn(`Why: ${why}\n${next}`) },
      { type: 'actions', elements: [retryButton(project, 'Resume')] },
    ],
  };
}

/** Tells an admin that one message cannot be told in any form. */
export function failedMessage(project: Project, { receiver, reason, messageId = '' }: Undelivered): Rendered {
  const head = `A message of “${quoted(project.name)}” to ${receiverText(project, receiver)} could not be told`;
  const more = `Why: ${reasonText(reason)}.\nEverything after it goes on. Say yourself what it was about, and give whoever runs Milepost the reference \`${messageId}\`. \`/project delivery\` shows it for a week.`;
  return {
    text: `${head}: ${reasonText(reason)}.`,
    blocks: [
      { type: 'section', text: mrkdwn(`*${head}*`) },
      { type: 'section', text: mrkdwn(more) },
    ],
  };
}

/** Tells an admin that people of another workspace do not see the channel any more. */
export function unsharedMessage(project: Project): Rendered {
  const cutOff = project.people.filter(({ teamId }) => teamId !== project.teamId).map(({ name }) => name);
  const head = `<#${project.channelId}> of “${quoted(project.name)}” is not shared with another workspace any more`;
  const who = cutOff.length > 0 ? listed(cutOff.map(quoted)) : 'Nobody of the project';
  const more =
    cutOff.length > 0
      ? `${who} may not see the board, the updates and the answers to their requests now. Share the channel again, or take them off the project with \`/project people\`.`
      : `${who} came from there. There is nothing to do.`;
  return {
    text: `${head}. ${more}`,
    blocks: [
      { type: 'section', text: mrkdwn(`*${head}*`) },
      { type: 'section', text: mrkdwn(more) },
    ],
  };
}

/** Tells an admin that Slack does not let the app pin the board; `reason` is Slack's own string. */
export function unpinnedMessage(project: Project, reason: string): Rendered {
  const head = `The board of “${quoted(project.name)}” is not pinned in <#${project.channelId}>`;
  const why =
    reason === 'too_many_pins'
      ? 'The channel has as many pins as Slack allows. Take one off, and Milepost pins the board within a day.'
      : `Slack does not allow the pin (\`${reason}\`). If you may pin in this channel, pin the board by hand.`;
  const more = `${why} The board itself is there and stays up to date.`;
  return {
    text: `${head}. ${more}`,
    blocks: [
      { type: 'section', text: mrkdwn(`*${head}*`) },
      { type: 'section', text: mrkdwn(more) },
    ],
  };
}

/** What waits, is on hold or failed, and why; to one admin. */
export function deliveryAnswer(report: DeliveryReport): Rendered {
  const { project, status, stoppedBecause } = report;
  const name = quoted(project.name);
  const lines = receiversOf(status.waiting).map((receiver) => receiverLine(report, receiver));
  const troubles = [
    ...(stoppedBecause
      ? [`Nothing can be delivered: ${reasonText(stoppedBecause)}. ${cureOf(stoppedBecause).mend}`]
      : []),
    ...lines,
    ...failedLine(project, status.failed),
  ];
  if (troubles.length === 0) return answer(`Everything of “${name}” is delivered. Nothing waits, nothing failed.`);
  const isSuspended = status.waiting.some(({ suspendedAt }) => suspendedAt !== undefined);
  const isWaiting = status.waiting.length > 0 || stoppedBecause !== undefined;
  const more = isWaiting
    ? [{ type: 'actions' as const, elements: [retryButton(project, isSuspended ? 'Resume' : 'Retry now')] }]
    : [];
  return answer([`*Delivery of “${name}”*`, ...troubles.map((line) => `• ${line}`)].join('\n'), more);
}

export function retriedAnswer(project: Project): Rendered {
  return answer(
    `Milepost tries again now for “${quoted(project.name)}”. What could not be told meanwhile is gathered into few messages. \`/project delivery\` shows what came of it.`,
  );
}

function retryButton({ id }: Project, words: 'Retry now' | 'Resume'): Button {
  return {
    type: 'button',
    action_id: 'delivery_retry' satisfies ActionId,
    style: 'primary',
    text: { type: 'plain_text', text: words },
    value: JSON.stringify({ projectId: id }),
  };
}

function receiversOf(waiting: readonly WaitingSubscription[]): readonly Receiver[] {
  return [...new Map(waiting.map(({ receiver }) => [idOf(receiver), receiver])).values()];
}

function receiverLine({ project, status, now }: DeliveryReport, receiver: Receiver): string {
  const waiting = status.waiting.filter((each) => idOf(each.receiver) === idOf(receiver));
  const count = waiting.reduce((sum, each) => sum + each.count, 0);
  const oldest = waiting.reduce((first, { oldestAt }) => (oldestAt < first ? oldestAt : first), now);
  const since = `${counted(count, 'message')} waiting, the oldest since ${instantText(oldest, project.timeZone)}`;
  const who = receiverText(project, receiver);
  const where = 'channelId' in receiver ? who : `Direct messages to ${who}`;
  return `${where}: ${since}${stateText(project, waiting, now)}`;
}

/** The worst of what a receiver's subscriptions meet. */
function stateText(project: Project, waiting: readonly WaitingSubscription[], now: Date): string {
  const suspended = waiting.find(({ suspendedAt }) => suspendedAt !== undefined);
  if (suspended) return onHold(project, suspended);
  const tried = waiting.find(({ reason }) => reason !== undefined);
  if (tried) return lastTry(project, tried, now);
  return waiting.some(({ isDue }) => !isDue) ? ', not due yet.' : '.';
}

function onHold({ timeZone }: Project, { suspendedAt, reason = '' }: WaitingSubscription): string {
  const since = suspendedAt ? ` since ${instantText(suspendedAt, timeZone)}` : '';
  return `. On hold${since}: ${holdText(reason)}. ${cureOf(reason).mend}`;
}

function lastTry({ timeZone }: Project, { reason = '', readyAt }: WaitingSubscription, now: Date): string {
  const next = readyAt > now ? `; the next try is at ${instantText(readyAt, timeZone)}` : '';
  return `. The last try failed: ${reasonText(reason)}${next}.`;
}

function failedLine({ timeZone }: Project, failed: readonly SentMessage[]): readonly string[] {
  const [last] = failed;
  if (last === undefined) return [];
  const when = instantText(last.at, timeZone);
  return [
    `${counted(failed.length, 'message')} of the last 7 days could not be told in any form, the last one of ${when}: ${reasonText(last.reason ?? '')}. Give whoever runs Milepost the reference \`${last.id}\`.`,
  ];
}

function receiverText(project: Project, to: Receiver): string {
  if ('channelId' in to) return `<#${to.channelId}>`;
  const person = [...project.people, ...(project.setUpBy ? [project.setUpBy] : [])].find(
    ({ userId }) => userId === to.userId,
  );
  return quoted(person?.name ?? to.userId);
}
