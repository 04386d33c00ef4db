import { type ClientSession, type Connection, Schema } from 'mongoose';
import { type Lane, type LaneLeft, type LaneStanding, type ReadyLane, receiverOf } from '../domain/outbox.ts';
import { type Moved, movesOn } from './moves.ts';
import { modelOf, strictly } from './rows.ts';

type Row = Moved & {
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
  /** Laid aside until someone resumes it; `readyAt` is then {@link NEVER}. */
  parkedAt?: Date | undefined;
  parkedBecause?: string | undefined;
  /** On the receiver's first lane: the projects for which an admin was told that the receiver cannot be reached. */
  toldFor?: Map<string, Date> | undefined;
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
    moved: String,
    parkedAt: Date,
    parkedBecause: String,
    toldFor: { type: Map, of: Date },
  },
  strictly,
);
schema.index({ readyAt: 1 }, { partialFilterExpression: { pending: true }, name: 'lanes_to_take_up' });

/** The earliest date there is: take it up at once. */
const AT_ONCE = new Date(0);
/** Later than any clock shows: only whoever resumes the lane brings it back. */
const NEVER = new Date('9999-12-31T00:00:00Z');

/** Room for `count` more entries in one lane; and where in the lane it is. */
export type Place = { readonly laneId: string; readonly firstSeq: number };
type Extension = { readonly teamId: string; readonly key: string; readonly to: Lane['to']; readonly count: number };

const notOf = (teams: readonly string[]) => (teams.length > 0 ? { teamId: { $nin: [...teams] } } : {});

export function lanesOn(connection: Connection, newId: () => string) {
  const model = modelOf(connection, 'lanes', schema);
  const move = movesOn(model, newId);
  return {
    model,
    /** Makes room for more entries, in the order asked; the counters put the entries of all processes in one order. */
    async extend(wanted: readonly Extension[], session: ClientSession): Promise<readonly Place[]> {
      const idOf = ({ teamId, key }: Extension) => `${teamId}:${key}`;
      const extended = wanted.map((each) => ({
        updateOne: {
          filter: { _id: idOf(each) },
          update: {
            $inc: { lastSeq: each.count },
            $set: { pending: true },
            $setOnInsert: { teamId: each.teamId, ...each.to, readyAt: AT_ONCE },
          },
          upsert: true,
        },
      }));
      await model.bulkWrite(extended, { session });
      const _id = { $in: wanted.map(idOf) };
      const rows = await model.find({ _id }, { lastSeq: 1 }, { session }).lean<Pick<Row, '_id' | 'lastSeq'>[]>();
      const ends = new Map(rows.map((row) => [row._id, row.lastSeq]));
      // From the last to the first: what was asked first for a lane stands before what was asked next.
      const places = wanted.toReversed().map((each): Place => {
        const laneId = idOf(each);
        const end = ends.get(laneId);
        if (end === undefined) throw new Error('An upsert made no lane');
        ends.set(laneId, end - each.count);
        return { laneId, firstSeq: end - each.count + 1 };
      });
      return places.toReversed();
    },
    claim(laneId: string, now: Date, owner: string, leaseUntil: Date): Promise<boolean> {
      const asReady = { _id: laneId, pending: true, readyAt: { $lte: now } };
      return move({ filter: asReady, update: { $set: { owner, readyAt: leaseUntil } } });
    },
    async keep(laneId: string, owner: string, leaseUntil: Date): Promise<boolean> {
      const { matchedCount } = await model.updateOne({ _id: laneId, owner }, { $set: { readyAt: leaseUntil } });
      return matchedCount === 1;
    },
    async release(lane: Lane, owner: string, { readyAt, isEmpty = false }: LaneLeft): Promise<boolean> {
      const given = { $set: { readyAt }, $unset: { owner: 1 } };
      const asHeld = { _id: lane.id, owner };
      if (isEmpty) {
        const idle = { ...given, $set: { readyAt, pending: false } };
        if (await move({ filter: { ...asHeld, lastSeq: lane.lastSeq }, update: idle })) return true;
      }
      // Where something was queued while we held the lane it stays pending.
      await move({ filter: asHeld, update: given });
      return false;
    },
    /** False when the lane was lost to someone else. */
    async park(lane: Lane, owner: string, reason: string, now: Date, session: ClientSession): Promise<boolean> {
      const { matchedCount } = await model.updateOne(
        { _id: lane.id, owner },
        { $set: { parkedAt: now, parkedBecause: reason, readyAt: NEVER }, $unset: { owner: 1 } },
        { session },
      );
      return matchedCount === 1;
    },
    /** Whether this is the first to say so for a project: several lanes of one receiver meet the same trouble. */
    async isFirstToTell({ teamId, to }: Lane, projectId: string, now: Date, session: ClientSession): Promise<boolean> {
      const _id = `${teamId}:${receiverOf(to)}`;
      const told = `toldFor.${projectId}`;
      const fresh = { teamId, ...to, lastSeq: 0, pending: false, readyAt: AT_ONCE };
      await model.updateOne({ _id }, { $setOnInsert: fresh }, { upsert: true, session });
      const { matchedCount } = await model.updateOne(
        { _id, [told]: { $exists: false } },
        { $set: { [told]: now } },
        { session },
      );
      return matchedCount === 1;
    },
    /** All lanes of a receiver, parked or waiting for another try, are taken up at once. Returns their ids. */
    async resume(teamId: string, receiver: string, session: ClientSession): Promise<readonly string[]> {
      const ofReceiver = { _id: { $regex: `^${teamId}:${receiver}(:|$)` } };
      const rows = await model.find(ofReceiver, { _id: 1 }, { session }).lean<Row[]>();
      const ids = rows.map(({ _id }) => _id);
      const _id = { $in: ids };
      await model.updateMany({ _id }, { $unset: { toldFor: 1 } }, { session });
      // One that a process is at work on is left to it.
      const again = { $set: { readyAt: AT_ONCE }, $unset: { parkedAt: 1, parkedBecause: 1 } };
      await model.updateMany({ _id, owner: { $exists: false } }, again, { session });
      return ids;
    },
    async parkedAmong(ids: readonly string[], session: ClientSession): Promise<readonly string[]> {
      const parked = { _id: { $in: [...ids] }, parkedAt: { $exists: true } };
      const rows = await model.find(parked, { _id: 1 }, { session }).lean<Row[]>();
      return rows.map(({ _id }) => _id);
    },
    /** The ids of all lanes that are laid aside. */
    async parked(): Promise<readonly string[]> {
      const rows = await model.find({ pending: true, readyAt: NEVER }, { _id: 1 }).lean<Row[]>();
      return rows.map(({ _id }) => _id);
    },
    async standings(ids: readonly string[]): Promise<readonly LaneStanding[]> {
      const rows = await model.find({ _id: { $in: [...ids] } }).lean<Row[]>();
      return rows.map((row) => ({
        ...fromRow(row),
        readyAt: row.readyAt,
        parkedAt: row.parkedAt,
        parkedBecause: row.parkedBecause,
      }));
    },
    async soonest(exceptTeams: readonly string[], limit: number): Promise<readonly ReadyLane[]> {
      const rows = await model
        .find({ pending: true, ...notOf(exceptTeams) })
        .sort({ readyAt: 1 })
        .limit(limit)
        .lean<Row[]>();
      return rows.map((row) => ({ ...fromRow(row), readyAt: row.readyAt }));
    },
  };
}

function fromRow({ _id, teamId, channelId, userId, lastSeq }: Row): Lane {
  const to = channelId === undefined ? { userId: userId ?? '' } : { channelId };
  return { id: _id, teamId, to, lastSeq };
}
