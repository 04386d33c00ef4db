import { type Connection, Schema } from 'mongoose';
import { modelOf, strictly } from '../platform/mongo/rows.ts';
import type { HomeBook, HomeReader, HomeShowed } from './home.ts';

type Row = {
  /** `teamId:userId`. */
  _id: string;
  teamId: string;
  userId: string;
  /** When it was opened last. */
  at: Date;
  projectIds: string[];
  whose: HomeShowed['whose'];
  stamp: string;
};

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    teamId: { type: String, required: true },
    userId: { type: String, required: true },
    at: { type: Date, required: true },
    projectIds: { type: [String], required: true },
    whose: { type: String, enum: ['mine', 'workspace'], required: true },
    // Empty until the first Home is published.
    stamp: { type: String, default: '' },
  },
  strictly,
);
schema.index({ projectIds: 1 });
schema.index({ teamId: 1 }, { partialFilterExpression: { whose: 'workspace' }, name: 'homes_of_the_workspace' });

/** A Home follows projects from now on. */
type Follow = (reader: HomeReader, projectIds: readonly string[], now: Date) => Promise<void>;

export function homesOn(connection: Connection, follow: Follow) {
  const model = modelOf(connection, 'homes', schema);
  const book: HomeBook = {
    /** Deliveries that come twice or late leave the newest moment. */
    async opened(reader, at) {
      const { teamId, userId } = reader;
      const first = { teamId, userId, projectIds: [], whose: 'mine', stamp: '' } as const;
      const _id = idOf(reader);
      await model.updateOne({ _id }, { $setOnInsert: { ...first, at } }, { upsert: true });
      await model.updateOne({ _id, at: { $lt: at } }, { $set: { at } });
    },
    async showed(reader, { projectIds, whose, stamp }, now) {
      const shown = { $set: { projectIds: [...projectIds], whose, stamp } };
      const before = await model
        .findOneAndUpdate({ _id: idOf(reader) }, shown, { returnDocument: 'before' })
        .lean<Row>();
      const added = projectIds.filter((id) => !before?.projectIds.includes(id));
      await follow(reader, added, now);
    },
    async lastStamp(reader) {
      const row = await model.findOne({ _id: idOf(reader) }).lean<Row>();
      return row?.stamp;
    },
    async readersOf({ id, teamId, people }) {
      const own = { _id: { $in: people.map(({ userId }) => idOf({ teamId, userId })) } };
      const concerned = [own, { projectIds: id }, { teamId, whose: 'workspace' as const }];
      const rows = await model.find({ $or: concerned }).lean<Row[]>();
      return rows.map((row) => ({ teamId: row.teamId, userId: row.userId }));
    },
  };
  return { model, book };
}

function idOf({ teamId, userId }: HomeReader): string {
  return `${teamId}:${userId}`;
}
