import { answeredMessage, askedMessage, askedThread } from '../../blocks/request.ts';
import type { Notice } from '../domain/changeSet.ts';
import { dayAt } from '../domain/day.ts';
import type { Store } from '../domain/ports.ts';
import { expertsOf, type Project } from '../domain/project.ts';
import type { ChangeRequest } from '../domain/request.ts';
import type { Rendered } from './render.ts';

/** A request as it was asked, with the milestone as it is now; nothing to an expert whom it no longer concerns. */
export async function renderRequest(
  store: Pick<Store, 'request' | 'milestone'>,
  project: Project,
  notice: Extract<Notice, { kind: 'request' | 'answer' }>,
  now: Date,
): Promise<Rendered> {
  const request = await store.request(notice.requestId);
  if (request === undefined) return { kind: 'nothing', reason: 'The request is gone' };
  const { milestoneNumber } = request;
  const milestone = milestoneNumber === undefined ? undefined : await store.milestone(project.id, milestoneNumber);
  const today = dayAt(now, project.timeZone);
  const { to } = notice;
  const told = { project, request, milestone, today };
  if (notice.kind === 'answer') {
    // Someone who was taken off the project reads nothing of it any more.
    const isAsked = to === 'channel' || isStillConcerned(project, request, to.userId);
    if (!isAsked) return { kind: 'nothing', reason: 'No longer on the project' };
    return { kind: 'post', shown: answeredMessage(told, to === 'channel' ? 'thread' : 'asker') };
  }
  if (to === 'channel') return { kind: 'post', shown: askedThread(told) };
  if (request.state !== 'open') return { kind: 'nothing', reason: 'The request is answered already' };
  if (!expertsOf(project).some(({ userId }) => userId === to.userId)) {
    return { kind: 'nothing', reason: 'No longer an expert of the project' };
  }
  return { kind: 'post', shown: askedMessage(told) };
}

/** On the project, or an admin, who was never on it: then no one took them off. */
function isStillConcerned(project: Project, request: ChangeRequest, userId: string): boolean {
  return request.asAdmin === true || project.people.some((person) => person.userId === userId);
}
