import { type Connection, Schema } from 'mongoose';
import type { HomeBook, HomeReader, HomeShowed } from '../domain/home.ts';
import { modelOf, strictly } from './rows.ts';

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

export function homesOn(connection: Connection) {
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
    async showed(reader, { projectIds, whose, stamp }) {
      await model.updateOne({ _id: idOf(reader) }, { $set: { projectIds: [...projectIds], whose, stamp } });
    },
    async lastStamp(reader) {
      const row = await model.findOne({ _id: idOf(reader) }).lean<Row>();
      return row?.stamp;
    },
    async readersOf({ id, teamId, people }) {
      const own = people.map(({ userId }) => idOf({ teamId, userId }));
      // One short look into one index each.
      const found = await Promise.all([
        model.find({ _id: { $in: own } }).lean<Row[]>(),
        model.find({ projectIds: id }).lean<Row[]>(),
        model.find({ teamId, whose: 'workspace' }).lean<Row[]>(),
      ]);
      const rows = new Map(found.flat().map((row) => [row._id, row]));
      return [...rows.values()].map((row) => ({ teamId: row.teamId, userId: row.userId }));
    },
  };
  return { model, book };
}

function idOf({ teamId, userId }: HomeReader): string {
  return `${teamId}:${userId}`;
}
