import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Change } from '../domain/change.ts';
import type { ChangeSet } from '../domain/changeSet.ts';
import { modelOf, strictly } from './rows.ts';
import { together } from './together.ts';

type Row = Omit<Change, 'id'> & {
  _id: string;
  /** The request that made the change and the place within it: a request delivered twice meets its own key. */
  requestId: string;
  place: number;
};

const fields = new Schema(
  {
    title: { type: String, required: true },
    description: { type: String, default: '' },
    due: { type: String, required: true },
    state: { type: String, required: true },
    completedOn: String,
  },
  { _id: false, strict: 'throw' },
);
const actor = new Schema(
  { userId: { type: String, required: true }, teamId: String, name: { type: String, required: true } },
  { _id: false, strict: 'throw' },
);

const detail = new Schema(
  {
    what: { type: String, required: true },
    before: { type: String, default: '' },
    after: { type: String, default: '' },
  },
  { _id: false, strict: 'throw' },
);

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    projectId: { type: String, required: true },
    seq: { type: Number, required: true },
    kind: { type: String, required: true },
    by: { type: actor, required: true },
    at: { type: Date, required: true },
    milestoneNumber: Number,
    before: fields,
    after: fields,
    // No array where nothing was changed of the project.
    details: { type: [detail], default: undefined },
    snoozedUntil: String,
    note: String,
    undoes: String,
    answers: String,
    requestId: { type: String, required: true },
    place: { type: Number, required: true },
  },
  strictly,
);
schema.index({ projectId: 1, seq: 1 }, { unique: true });
schema.index({ projectId: 1, milestoneNumber: 1, seq: 1 });
schema.index({ requestId: 1, place: 1 }, { unique: true });

/** More than anyone changes within the minutes in which an action can be undone. */
const LAST_CHANGES = 300;

export type Changes = ReturnType<typeof changesOn>;

export function changesOn(connection: Connection) {
  const model = modelOf(connection, 'changes', schema);
  const byIds = together<readonly string[], readonly Change[]>(async (lists) => {
    const rows = await model
      .find({ _id: { $in: lists.flat() } })
      .sort({ projectId: 1, seq: 1 })
      .lean<Row[]>();
    return lists.map((ids) => rows.filter(({ _id }) => ids.includes(_id)).map(fromRow));
  });
  return {
    model,
    async ofRequest(requestId: string): Promise<readonly Change[]> {
      const rows = await model.find({ requestId }).sort({ place: 1 }).lean<Row[]>();
      return rows.map(fromRow);
    },
    async ofMilestone(projectId: string, milestoneNumber: number): Promise<readonly Change[]> {
      const rows = await model.find({ projectId, milestoneNumber }).sort({ seq: 1 }).lean<Row[]>();
      return rows.map(fromRow);
    },
    async recent(projectId: string, limit: number): Promise<readonly Change[]> {
      const rows = await model.find({ projectId }).sort({ seq: -1 }).limit(limit).lean<Row[]>();
      return rows.map(fromRow);
    },
    async lastRequestOf(projectId: string, userId: string, since: Date): Promise<readonly Change[]> {
      const rows = await model
        .find({ projectId, at: { $gte: since } })
        .sort({ seq: -1 })
        .limit(LAST_CHANGES)
        .lean<Row[]>();
      const last = rows.find((row) => row.by.userId === userId && row.after !== undefined);
      return rows
        .filter((row) => row.requestId === last?.requestId)
        .map(fromRow)
        .toReversed();
    },
    /** In the order in which they were made. */
    byIds,
    async insert(
      changeSets: readonly Pick<ChangeSet, 'changes' | 'requestId'>[],
      session: ClientSession,
    ): Promise<void> {
      const rows = changeSets.flatMap(({ changes, requestId }) =>
        changes.map(({ id, ...rest }, place) => ({ _id: id, ...rest, requestId, place })),
      );
      if (rows.length > 0) await model.insertMany(rows, { session });
    },
  };
}

function fromRow({ _id, requestId: _r, place: _p, ...rest }: Row): Change {
  return { id: _id, ...rest };
}
