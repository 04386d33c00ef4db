import type { ClientSession } from 'mongoose';
import type { ChangeSet, Notice, Reminders } from '../domain/changeSet.ts';
import { type Lane, receiverOf } from '../domain/outbox.ts';
import { quietSecondsOf } from '../domain/project.ts';
import type { lanesOn, Place } from './lanes.ts';
import type { OutboxModel } from './outboxRows.ts';

type Lanes = ReturnType<typeof lanesOn>;

/** Owed to one receiver. */
export type Owed = {
  readonly teamId: string;
  readonly projectId: string;
  readonly laneKey: string;
  readonly to: Lane['to'];
  readonly notices: readonly Notice[];
  readonly changeIds: readonly string[];
  readonly notBefore?: Date | undefined;
  readonly at: Date;
};

/** Puts notices behind what the lanes hold already, in their order: three commands, however many lanes. */
export async function queue(
  model: OutboxModel,
  lanes: Lanes,
  newId: () => string,
  owed: readonly Owed[],
  session: ClientSession,
): Promise<void> {
  if (owed.length === 0) return;
  const wanted = owed.map(({ teamId, laneKey, to, notices }) => ({ teamId, key: laneKey, to, count: notices.length }));
  const places = await lanes.extend(wanted, session);
  const rows = owed.flatMap((each, index) => rowsOf(each, places[index], newId));
  await model.insertMany(rows, { session });
}

function rowsOf({ projectId, notices, changeIds, notBefore, at }: Owed, place: Place | undefined, newId: () => string) {
  if (place === undefined) throw new Error('There is no lane for what is owed');
  return notices.map((notice, index) => ({
    _id: newId(),
    laneId: place.laneId,
    seq: place.firstSeq + index,
    projectId,
    notice,
    changeIds: notice.kind === 'update' ? [...changeIds] : [],
    state: 'queued' as const,
    attempts: 0,
    createdAt: at,
    unfinished: true,
    ...(notice.kind === 'update' && notBefore ? { notBefore } : {}),
  }));
}

/** A change set owes what tells of its changes; reminders tell of none. */
export type Owing = Reminders & Partial<Pick<ChangeSet, 'changes'>>;

/** What is owed, lane by lane, in the order of the notices. */
export function owedBy(owing: Owing): readonly Owed[] {
  const { project, changes = [], notices, at } = owing;
  const lanes = new Map<string, { readonly to: Lane['to']; readonly notices: Notice[] }>();
  for (const notice of notices) {
    const to = notice.to === 'channel' ? { channelId: project.channelId } : notice.to;
    const laneKey = laneKeyOf(notice, receiverOf(to), project.id);
    const lane = lanes.get(laneKey) ?? { to, notices: [] };
    lane.notices.push(notice);
    lanes.set(laneKey, lane);
  }
  const changeIds = changes.map(({ id }) => id);
  const notBefore = endOfQuietTime(owing);
  const common = { teamId: project.teamId, projectId: project.id, changeIds, notBefore, at };
  return [...lanes].map(([laneKey, lane]) => ({ ...common, laneKey, ...lane }));
}

/** Changes of milestones wait a little for others to join them; steps of the project itself are told at once. */
function endOfQuietTime({ project, milestones, at }: Owing): Date | undefined {
  const seconds = quietSecondsOf(project);
  return milestones.length > 0 && seconds > 0 ? new Date(at.getTime() + seconds * 1000) : undefined;
}

/** The lanes of a project at one receiver. */
export function laneKeysOf(receiver: string, projectId: string): readonly string[] {
  return [receiver, `${receiver}:board`, `${receiver}:reminders:${projectId}`];
}

/**
 * The board has a lane of its own beside its channel's: it is live while updates wait for their quiet time. Reminders
 * have one for each project: one that waits for the morning holds nothing else up.
 */
function laneKeyOf({ kind, to }: Notice, receiver: string, projectId: string): string {
  const [own = receiver, board = receiver, reminders = receiver] = laneKeysOf(receiver, projectId);
  if (kind === 'reminder') return reminders;
  // What stands in the board's thread follows the board: the thread is there before its first reply.
  const isAtBoard = kind === 'board' || (to === 'channel' && (kind === 'request' || kind === 'answer'));
  return isAtBoard ? board : own;
}
