import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { ChangeSet, Notice } from '../domain/changeSet.ts';
import type { Lane, Outbox, OutboxEntry, OutboxState } from '../domain/outbox.ts';
import { quietSecondsOf } from '../domain/project.ts';
import { lanesOn } from './lanes.ts';
import { modelOf, strictly } from './rows.ts';

type Row = Omit<OutboxEntry, 'id' | 'changeIds'> & {
  _id: string;
  changeIds: string[];
  /** True until the entry is sent or dropped. A field of its own, so that a small index holds what is left to do. */
  unfinished: boolean;
  ts?: string | undefined;
  finishedAt?: Date | undefined;
  reason?: string | undefined;
};

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    laneId: { type: String, required: true },
    seq: { type: Number, required: true },
    projectId: { type: String, required: true },
    notice: { type: Schema.Types.Mixed, required: true },
    changeIds: { type: [String], required: true },
    state: { type: String, enum: ['queued', 'sending', 'unknown', 'sent', 'parked', 'dropped'], required: true },
    attempts: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    notBefore: Date,
    startedAt: Date,
    unfinished: { type: Boolean, required: true },
    ts: String,
    finishedAt: Date,
    reason: String,
  },
  strictly,
);
schema.index({ laneId: 1, seq: 1 }, { partialFilterExpression: { unfinished: true }, name: 'left_to_do' });

/** As many updates as one message takes in. */
const ABSORBED = 50;

export function outboxOn(connection: Connection) {
  const model = modelOf(connection, 'outbox', schema);
  const lanes = lanesOn(connection);

  const port: Outbox = {
    claimLane: lanes.claim,
    keepLane: lanes.keep,
    releaseLane: lanes.release,
    nextReadyAt: lanes.nextReadyAt,
    async head(laneId) {
      const row = await model.findOne({ laneId, unfinished: true }).sort({ seq: 1 }).lean<Row>();
      return row ? fromRow(row) : undefined;
    },
    async absorbFollowing(entry, now) {
      const followers = await model
        .find({ laneId: entry.laneId, unfinished: true, seq: { $gt: entry.seq } })
        .sort({ seq: 1 })
        .limit(ABSORBED)
        .lean<Row[]>();
      const end = followers.findIndex((row) => row.notice.kind !== 'update' || row.projectId !== entry.projectId);
      const joining = end === -1 ? followers : followers.slice(0, end);
      if (joining.length === 0) return entry;
      const changeIds = [...entry.changeIds, ...joining.flatMap((row) => row.changeIds)];
      const told = { state: 'dropped', reason: `Told together with ${entry.id}`, unfinished: false, finishedAt: now };
      await connection.transaction(async (session) => {
        await model.updateOne({ _id: entry.id }, { $set: { changeIds } }, { session });
        await model.updateMany({ _id: { $in: joining.map(({ _id }) => _id) } }, { $set: told }, { session });
      });
      return { ...entry, changeIds };
    },
    async markSending(entry, now) {
      const startedAt = entry.startedAt ?? now;
      await model.updateOne({ _id: entry.id }, { $set: { state: 'sending', startedAt, attempts: entry.attempts + 1 } });
    },
    async markFailed(entry, state, reason) {
      await model.updateOne({ _id: entry.id }, { $set: { state, reason, attempts: entry.attempts + 1 } });
    },
    async markFinished(entry, finished, now) {
      await model.updateOne({ _id: entry.id }, { $set: { ...finished, unfinished: false, finishedAt: now } });
    },
    async countByState() {
      const groups = await model.aggregate<{ _id: OutboxState; count: number }>([
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
  };

  return {
    port,
    models: [model, lanes.model],
    /** Queues what a change set owes, lane by lane, in the order of its notices. */
    async enqueue(changeSet: ChangeSet, newId: () => string, session: ClientSession): Promise<void> {
      const changeIds = changeSet.changes.map((change) => change.id);
      const quietEnd = endOfQuietTime(changeSet);
      for (const { laneKey, to, notices } of byLane(changeSet)) {
        const lane = await lanes.extend(changeSet.project.teamId, laneKey, to, notices.length, session);
        const rows = notices.map((notice, index) => ({
          _id: newId(),
          laneId: lane.id,
          seq: lane.lastSeq - notices.length + 1 + index,
          projectId: changeSet.project.id,
          notice,
          changeIds: notice.kind === 'update' ? changeIds : [],
          state: 'queued' as const,
          attempts: 0,
          createdAt: changeSet.at,
          unfinished: true,
          ...(notice.kind === 'update' && quietEnd ? { notBefore: quietEnd } : {}),
        }));
        await model.insertMany(rows, { session });
      }
    },
  };
}

/** Changes of milestones wait a little for others to join them; steps of the project itself are told at once. */
function endOfQuietTime({ project, milestones, at }: ChangeSet): Date | undefined {
  const seconds = quietSecondsOf(project);
  return milestones.length > 0 && seconds > 0 ? new Date(at.getTime() + seconds * 1000) : undefined;
}

type LaneNotices = { readonly laneKey: string; readonly to: Lane['to']; readonly notices: Notice[] };

/** The board has a lane of its own beside its channel's: it is live while updates wait for their quiet time. */
function byLane(changeSet: ChangeSet): LaneNotices[] {
  const lanes = new Map<string, LaneNotices>();
  for (const notice of changeSet.notices) {
    const to = notice.to === 'channel' ? { channelId: changeSet.project.channelId } : notice.to;
    const receiver = 'channelId' in to ? to.channelId : to.userId;
    const laneKey = isAtBoard(notice) ? `${receiver}:board` : receiver;
    const lane = lanes.get(laneKey) ?? { laneKey, to, notices: [] };
    lane.notices.push(notice);
    lanes.set(laneKey, lane);
  }
  return [...lanes.values()];
}

/** What stands in the board's thread follows the board in its lane: the thread is there before its first reply. */
function isAtBoard({ kind, to }: Notice): boolean {
  return kind === 'board' || (to === 'channel' && (kind === 'request' || kind === 'answer'));
}

function fromRow(row: Row): OutboxEntry {
  const { _id, laneId, seq, projectId, notice, changeIds, state, attempts, createdAt, notBefore, startedAt } = row;
  return { id: _id, laneId, seq, projectId, notice, changeIds, state, attempts, createdAt, notBefore, startedAt };
}
