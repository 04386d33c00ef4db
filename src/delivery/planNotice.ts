import { answeredMessage, askedMessage, askedThread } from '../../blocks/change-requests/request.ts';
import { failedMessage, suspendedMessage, unpinnedMessage, unsharedMessage } from '../../blocks/delivery/delivery.ts';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { ChangeRequest } from '../change-requests/request.ts';
import { dayAt } from '../core/day.ts';
import { partsOf } from '../history/audienceKey.ts';
import type { Change, Undelivered } from '../history/change.ts';
import { expertsOf, type Project } from '../projects/project.ts';
import type { Facts, MessageKind, Plan } from './planned.ts';

/** A request as it was asked, or its answer, for everyone in the channel: a message each, with the milestone as it is now. */
export function planThread(facts: Facts): Plan {
  const [{ kind, seq }] = facts.entries;
  const told = toldOf(facts);
  const about: MessageKind = kind === 'asked' ? 'request' : 'answer';
  if (told === undefined) return { kind: 'nothing', about, upTo: seq };
  const shown = kind === 'asked' ? askedThread(told) : answeredMessage(told, 'thread');
  return { kind: 'post', about, shown, upTo: seq };
}

/** A message to one person: what someone asks, what became of what they asked, or whom Milepost cannot reach. */
export function planNotice(facts: Facts): Plan {
  const { project, entries, subscription } = facts;
  const [{ kind, seq, undelivered }] = entries;
  const { userId = '' } = partsOf(subscription.key);
  if (undelivered) {
    return { kind: 'post', about: 'parked', shown: troubleMessage(kind, project, undelivered), upTo: seq };
  }
  const told = toldOf(facts);
  const about: MessageKind = kind === 'asked' ? 'request' : 'answer';
  const nothing: Plan = { kind: 'nothing', about, upTo: seq };
  if (told === undefined) return nothing;
  if (kind !== 'asked') {
    // Someone who was taken off the project reads nothing of it any more.
    if (!isStillConcerned(project, told.request, userId)) return nothing;
    return { kind: 'post', about, shown: answeredMessage(told, 'asker'), upTo: seq };
  }
  const isExpert = expertsOf(project).some((expert) => expert.userId === userId);
  if (told.request.state !== 'open' || !isExpert) return nothing;
  return { kind: 'post', about, shown: askedMessage(told), upTo: seq };
}

function troubleMessage(kind: Change['kind'], project: Project, undelivered: Undelivered): Rendered {
  if (kind === 'delivery-failed') return failedMessage(project, undelivered);
  if (kind === 'channel-unshared') return unsharedMessage(project);
  if (kind === 'board-unpinned') return unpinnedMessage(project, undelivered.reason);
  return suspendedMessage(project, undelivered);
}

function toldOf({ project, request, milestones, now }: Facts) {
  if (request === undefined) return undefined;
  const milestone = milestones.find(({ number }) => number === request.milestoneNumber);
  return { project, request, milestone, today: dayAt(now, project.timeZone) };
}

/** On the project, or an admin, who was never on it: then no one took them off. */
function isStillConcerned(project: Project, request: ChangeRequest, userId: string): boolean {
  return request.asAdmin === true || project.people.some((person) => person.userId === userId);
}
