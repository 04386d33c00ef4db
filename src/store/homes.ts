import { type Connection, Schema } from 'mongoose';
import type { HomeBook, HomeReader, HomeShowed } from '../domain/home.ts';
import { modelOf, strictly } from './rows.ts';
import { together } from './together.ts';

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

type Concerned = Parameters<HomeBook['readersOf']>[0];

export function homesOn(connection: Connection) {
  const model = modelOf(connection, 'homes', schema);
  const readersOf = together<Concerned, readonly HomeReader[]>(async (projects) => {
    const own = projects.map(({ teamId, people }) => people.map(({ userId }) => idOf({ teamId, userId })));
    // One short look into one index each.
    const [ofPeople, showing, ofWorkspace] = await Promise.all([
      model.find({ _id: { $in: own.flat() } }).lean<Row[]>(),
      model.find({ projectIds: { $in: projects.map(({ id }) => id) } }).lean<Row[]>(),
      model
        .find({ teamId: { $in: [...new Set(projects.map(({ teamId }) => teamId))] }, whose: 'workspace' })
        .lean<Row[]>(),
    ]);
    return projects.map(({ id, teamId }, index) => {
      const found = [
        ...ofPeople.filter(({ _id }) => own[index]?.includes(_id)),
        ...showing.filter(({ projectIds }) => projectIds.includes(id)),
        ...ofWorkspace.filter((row) => row.teamId === teamId),
      ];
      const rows = new Map(found.map((row) => [row._id, row]));
      return [...rows.values()].map((row) => ({ teamId: row.teamId, userId: row.userId }));
    });
  });
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
    readersOf,
  };
  return { model, book };
}

function idOf({ teamId, userId }: HomeReader): string {
  return `${teamId}:${userId}`;
}
