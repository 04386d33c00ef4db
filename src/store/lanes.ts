import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Lane } from '../domain/outbox.ts';
import { modelOf, strictly } from './rows.ts';

type Row = {
  _id: string;
  teamId: string;
  channelId?: string | undefined;
  userId?: string | undefined;
  lastSeq: number;
  /** Whether something is queued. */
  pending: boolean;
  /** Not to be taken up before: the end of a lease, of a pause that Slack asked for, or of the time between two posts. */
  readyAt: Date;
  owner?: string | undefined;
};

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    teamId: { type: String, required: true },
    channelId: String,
    userId: String,
    lastSeq: { type: Number, required: true },
    pending: { type: Boolean, required: true },
    readyAt: { type: Date, required: true },
    owner: String,
  },
  strictly,
);
schema.index({ readyAt: 1 }, { partialFilterExpression: { pending: true }, name: 'lanes_to_take_up' });

/** The earliest date there is: take it up at once. */
const AT_ONCE = new Date(0);

export function lanesOn(connection: Connection) {
  const model = modelOf(connection, 'lanes', schema);
  return {
    model,
    /** Makes room for `count` more entries; the counter puts the entries of all processes in one order. */
    async extend(teamId: string, key: string, to: Lane['to'], count: number, session: ClientSession): Promise<Lane> {
      const row = await model
        .findOneAndUpdate(
          { _id: `${teamId}:${key}` },
          { $inc: { lastSeq: count }, $set: { pending: true }, $setOnInsert: { teamId, ...to, readyAt: AT_ONCE } },
          { upsert: true, returnDocument: 'after', session },
        )
        .lean<Row>();
      if (row === null) throw new Error('An upsert returned no lane');
      return fromRow(row);
    },
    async claim(now: Date, owner: string, leaseUntil: Date): Promise<Lane | undefined> {
      const row = await model
        .findOneAndUpdate(
          { pending: true, readyAt: { $lte: now } },
          { $set: { owner, readyAt: leaseUntil } },
          { sort: { readyAt: 1 }, returnDocument: 'after' },
        )
        .lean<Row>();
      return row ? fromRow(row) : undefined;
    },
    async keep(laneId: string, owner: string, leaseUntil: Date): Promise<boolean> {
      const { matchedCount } = await model.updateOne({ _id: laneId, owner }, { $set: { readyAt: leaseUntil } });
      return matchedCount === 1;
    },
    async release(lane: Lane, owner: string, left: { readonly readyAt: Date } | 'nothing'): Promise<void> {
      const given = { $unset: { owner: 1 } };
      if (left !== 'nothing') {
        await model.updateOne({ _id: lane.id, owner }, { $set: { readyAt: left.readyAt }, ...given });
        return;
      }
      const idle = { $set: { pending: false, readyAt: AT_ONCE }, ...given };
      const { matchedCount } = await model.updateOne({ _id: lane.id, owner, lastSeq: lane.lastSeq }, idle);
      // Something was queued while we held the lane: leave it pending.
      if (matchedCount === 0) await model.updateOne({ _id: lane.id, owner }, { $set: { readyAt: AT_ONCE }, ...given });
    },
    async nextReadyAt(): Promise<Date | undefined> {
      const row = await model.findOne({ pending: true }).sort({ readyAt: 1 }).lean<Row>();
      return row?.readyAt;
    },
  };
}

function fromRow({ _id, teamId, channelId, userId, lastSeq }: Row): Lane {
  const to = channelId === undefined ? { userId: userId ?? '' } : { channelId };
  return { id: _id, teamId, to, lastSeq };
}
