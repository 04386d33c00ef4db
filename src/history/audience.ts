import type { ChangeRequest } from '../change-requests/request.ts';
import { expertsOf, type Project, quietSecondsOf } from '../projects/project.ts';
import { type AudienceKey, partsOf, type Receiver } from './audienceKey.ts';
import type { Change } from './change.ts';
import type { ChangeSet } from './changeSet.ts';

export function receiverOf(key: AudienceKey, { channelId }: Pick<Project, 'channelId'>): Receiver {
  const { userId } = partsOf(key);
  return userId === undefined ? { channelId } : { userId };
}

const CLIENT_CHANNEL: readonly AudienceKey[] = ['updates', 'board'];

/** Who is told of a change. `request`: the change request that it asks or answers. */
export function audienceOf(
  change: Pick<Change, 'kind' | 'reminded' | 'undelivered'>,
  project: Project,
  request?: ChangeRequest,
): readonly AudienceKey[] {
  switch (change.kind) {
    case 'snoozed':
    case 'settings-changed':
      return [];
    case 'asked':
      return ['thread', ...(request ? expertsToAsk(project, request) : []).map(noticesTo)];
    case 'declined':
      return answerReaders(request);
    case 'reminded':
      return remindedReaders(change, project);
    case 'delivery-suspended':
    case 'delivery-failed':
    case 'channel-unshared':
    case 'board-unpinned':
      return change.undelivered ? [noticesTo(change.undelivered.adminUserId)] : [];
    default:
      return request ? [...CLIENT_CHANNEL, ...answerReaders(request)] : CLIENT_CHANNEL;
  }
}

const noticesTo = (userId: string): AudienceKey => `notices:${userId}`;

/** An expert who asks is told by the others, if there are others. */
function expertsToAsk(project: Project, { by }: ChangeRequest): readonly string[] {
  const experts = expertsOf(project).map(({ userId }) => userId);
  const others = experts.filter((userId) => userId !== by.userId);
  return others.length > 0 ? others : experts;
}

/** The thread, and the person who asked, unless they answered it themselves. */
function answerReaders(request: ChangeRequest | undefined): readonly AudienceKey[] {
  if (request === undefined || (request.state !== 'open' && request.answeredBy.userId === request.by.userId))
    return ['thread'];
  return ['thread', noticesTo(request.by.userId)];
}

function remindedReaders({ reminded }: Pick<Change, 'reminded'>, project: Project): readonly AudienceKey[] {
  if (reminded === undefined) return [];
  const { experts, channel, admin } = reminded;
  return [
    ...(experts.length > 0 ? expertsOf(project).map(({ userId }): AudienceKey => `reminders:${userId}`) : []),
    ...(channel.length > 0 ? (['reminders'] as const) : []),
    ...(admin ? [`reminders:${admin.userId}` as const] : []),
  ];
}

/** A subscription that has something to deliver: the entries from `firstSeq` to `lastSeq`, not before `dueAt`. */
export type Wake = {
  readonly id: string;
  readonly projectId: string;
  readonly teamId: string;
  readonly key: AudienceKey;
  readonly receiver: Receiver;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly dueAt: Date;
};

/** For one more reader of a save's last entry. */
export function wakeFor(
  key: AudienceKey,
  { project, changes, at }: Pick<ChangeSet, 'project' | 'changes' | 'at'>,
): readonly Wake[] {
  const seq = changes.at(-1)?.seq;
  if (seq === undefined) return [];
  const { id: projectId, teamId } = project;
  const receiver = receiverOf(key, project);
  const id = subscriptionId(projectId, key);
  return [{ id, projectId, teamId, key, receiver, firstSeq: seq, lastSeq: seq, dueAt: at }];
}

/** Whether a save may concern Homes that do not show the project yet: of its people, or of admins. */
export function bringsReaders({ changes }: Pick<ChangeSet, 'changes'>): boolean {
  return changes.some(({ kind }) => kind === 'project-set-up' || kind === 'people-changed');
}

export function subscriptionId(projectId: string, key: AudienceKey): string {
  return `${projectId}:${key}`;
}

/** The subscriptions that a change set wakes, each once. */
export function wakesOf({ project, changes, at }: Pick<ChangeSet, 'project' | 'changes' | 'at'>): readonly Wake[] {
  const wakes = new Map<AudienceKey, Wake>();
  for (const { audience, seq, milestoneNumber } of changes) {
    for (const key of audience) {
      const { firstSeq = seq, dueAt = dueAtOf(key, milestoneNumber, project, at) } = wakes.get(key) ?? {};
      const { id: projectId, teamId } = project;
      const id = subscriptionId(projectId, key);
      wakes.set(key, {
        id,
        projectId,
        teamId,
        key,
        receiver: receiverOf(key, project),
        firstSeq,
        lastSeq: seq,
        dueAt,
      });
    }
  }
  return [...wakes.values()];
}

/** An update about milestones waits for the quiet time, in which further changes join it; all else is told at once. */
function dueAtOf(key: AudienceKey, milestoneNumber: number | undefined, project: Project, at: Date): Date {
  return key === 'updates' && milestoneNumber !== undefined ? quietEnd(project, at) : at;
}

export function quietEnd(project: Pick<Project, 'quietSeconds'>, at: Date): Date {
  return new Date(at.getTime() + quietSecondsOf(project) * 1000);
}
