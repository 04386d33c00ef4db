import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { ChangeSet, Notice } from '../domain/changeSet.ts';
import type { Lane, Outbox, OutboxEntry, OutboxState } from '../domain/outbox.ts';
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
    startedAt: Date,
    unfinished: { type: Boolean, required: true },
    ts: String,
    finishedAt: Date,
    reason: String,
  },
  strictly,
);
schema.index({ laneId: 1, seq: 1 }, { partialFilterExpression: { unfinished: true }, name: 'left_to_do' });

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
    async markSending(entry, now) {
      const startedAt = entry.startedAt ?? now;
      await model.updateOne({ _id: entry.id }, { $set: { state: 'sending', startedAt }, $inc: { attempts: 1 } });
    },
    async markFailed(entry, state, reason) {
      await model.updateOne({ _id: entry.id }, { $set: { state, reason } });
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
      for (const [to, notices] of byReceiver(changeSet)) {
        const lane = await lanes.extend(changeSet.project.teamId, to, notices.length, session);
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
        }));
        await model.insertMany(rows, { session });
      }
    },
  };
}

function byReceiver(changeSet: ChangeSet): [Lane['to'], Notice[]][] {
  const groups = new Map<string, [Lane['to'], Notice[]]>();
  for (const notice of changeSet.notices) {
    const to = notice.to === 'channel' ? { channelId: changeSet.project.channelId } : notice.to;
    const key = JSON.stringify(to);
    const group = groups.get(key) ?? [to, []];
    group[1].push(notice);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function fromRow(row: Row): OutboxEntry {
  const { _id, laneId, seq, projectId, notice, changeIds, state, attempts, createdAt, startedAt } = row;
  return { id: _id, laneId, seq, projectId, notice, changeIds, state, attempts, createdAt, startedAt };
}
