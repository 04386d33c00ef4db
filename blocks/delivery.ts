import type { Button } from '@slack/types';
import type { Notice } from '../src/domain/changeSet.ts';
import {
  type DeliveryReport,
  type DeliveryStanding,
  type LaneStanding,
  type OutboxEntry,
  receiverOf,
} from '../src/domain/outbox.ts';
import type { Project } from '../src/domain/project.ts';
import { answer } from './answers.ts';
import { cureOf, reasonText } from './deliveryTrouble.ts';
import { instantText } from './history.ts';
import { counted, mrkdwn, quoted, type Shown } from './text.ts';

type To = LaneStanding['to'];

/** Tells an admin that nothing reaches a channel or a person, why, and how to go on. */
export function parkedMessage(project: Project, notice: Extract<Notice, { kind: 'parked' }>): Shown {
  const { receiver, reason } = notice;
  const head = `Messages of “${quoted(project.name)}” to ${receiverText(project, receiver)} are on hold`;
  const why = `${reasonText(reason)}.`;
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

/** What waits, is on hold or failed, and why; to one admin. */
export function deliveryAnswer(report: DeliveryReport): Shown {
  const { project, standing, stoppedBecause } = report;
  const name = quoted(project.name);
  const lines = receiversOf(standing).flatMap((to) => receiverLine(report, to));
  const troubles = [
    ...(stoppedBecause
      ? [`Nothing can be delivered: ${reasonText(stoppedBecause)}. ${cureOf(stoppedBecause).mend}`]
      : []),
    ...lines,
    ...failedLine(project, standing.failed),
  ];
  if (troubles.length === 0) return answer(`Everything of “${name}” is delivered. Nothing waits, nothing failed.`);
  const isParked = standing.lanes.some(({ parkedAt }) => parkedAt !== undefined);
  const isWaiting = standing.loads.length > 0 || isParked || stoppedBecause !== undefined;
  const more = isWaiting
    ? [{ type: 'actions' as const, elements: [retryButton(project, isParked ? 'Resume' : 'Retry now')] }]
    : [];
  return answer([`*Delivery of “${name}”*`, ...troubles.map((line) => `• ${line}`)].join('\n'), more);
}

export function retriedAnswer(project: Project): Shown {
  return answer(
    `Milepost tries again now for “${quoted(project.name)}”. What could not be told meanwhile is gathered into few messages. \`/project delivery\` shows what came of it.`,
  );
}

function retryButton({ id }: Project, words: 'Retry now' | 'Resume'): Button {
  return {
    type: 'button',
    action_id: 'delivery_retry',
    style: 'primary',
    text: { type: 'plain_text', text: words },
    value: JSON.stringify({ projectId: id }),
  };
}

function receiversOf({ lanes }: DeliveryStanding): readonly To[] {
  return [...new Map(lanes.map(({ to }) => [receiverOf(to), to])).values()];
}

function receiverLine({ project, standing, now }: DeliveryReport, to: To): readonly string[] {
  const lanes = standing.lanes.filter((lane) => receiverOf(lane.to) === receiverOf(to));
  const isHere = ({ laneId }: { readonly laneId: string }) => lanes.some(({ id }) => id === laneId);
  const loads = standing.loads.filter(isHere);
  const parked = lanes.find(({ parkedAt }) => parkedAt !== undefined);
  const waiting = loads.reduce((sum, { count }) => sum + count, 0);
  if (waiting === 0 && parked === undefined) return [];
  const oldest = loads.reduce((first, { oldestAt }) => (oldestAt < first ? oldestAt : first), now);
  const count =
    waiting === 0
      ? 'nothing waits'
      : `${counted(waiting, 'message')} waiting, the oldest since ${instantText(oldest, project.timeZone)}`;
  const where = 'channelId' in to ? receiverText(project, to) : `Direct messages to ${receiverText(project, to)}`;
  const [tried] = standing.tried.filter(isHere);
  const isForLater = loads.some(({ notBefore }) => notBefore && notBefore > now);
  const state = parked ? onHold(project, parked) : tried ? lastTry(project, lanes, tried, now) : undefined;
  return [`${where}: ${count}${state ?? (isForLater ? ', not due yet.' : '.')}`];
}

function onHold({ timeZone }: Project, { parkedAt, parkedBecause = '' }: LaneStanding): string {
  const since = parkedAt ? ` since ${instantText(parkedAt, timeZone)}` : '';
  return `. On hold${since}: ${reasonText(parkedBecause)}. ${cureOf(parkedBecause).mend}`;
}

function lastTry(
  { timeZone }: Project,
  lanes: readonly LaneStanding[],
  { laneId, reason = '' }: OutboxEntry,
  now: Date,
): string {
  const lane = lanes.find(({ id }) => id === laneId);
  const next = lane && lane.readyAt > now ? `; the next try is at ${instantText(lane.readyAt, timeZone)}` : '';
  return `. The last try failed: ${reasonText(reason)}${next}.`;
}

function failedLine({ timeZone }: Project, failed: readonly OutboxEntry[]): readonly string[] {
  const [last] = failed;
  if (last === undefined) return [];
  const when = instantText(last.createdAt, timeZone);
  return [
    `${counted(failed.length, 'message')} of the last 7 days could not be told in any form, the last one of ${when}: ${reasonText(last.reason ?? '')}. Give whoever runs Milepost the reference \`${last.id}\`.`,
  ];
}

function receiverText(project: Project, to: To): string {
  if ('channelId' in to) return `<#${to.channelId}>`;
  const person = [...project.people, ...(project.setUpBy ? [project.setUpBy] : [])].find(
    ({ userId }) => userId === to.userId,
  );
  return quoted(person?.name ?? to.userId);
}
