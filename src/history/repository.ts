import { type ClientSession, type Connection, Schema } from 'mongoose';
import { modelOf, strictly } from '../platform/mongo/rows.ts';
import type { AudienceKey } from './audienceKey.ts';
import { type Change, type LogEntry, NOT_IN_HISTORY, type UnreadableEntry } from './change.ts';
import type { ChangeSet } from './changeSet.ts';
import type { HistoryFrom } from './historySlice.ts';
import { isReadable } from './logEntry.ts';

type Row = Omit<LogEntry, 'id'> & {
  _id: string;
  /** The request that made the change and the place within it: a request delivered twice meets its own key. */
  idempotencyKey: string;
  place: number;
};

const fields = new Schema(
  {
    title: { type: String, required: true },
    description: { type: String, default: '' },
    due: { type: String, required: true },
    firstDue: { type: String, required: true },
    state: { type: String, required: true },
    completedOn: String,
  },
  { _id: false, strict: 'throw' },
);
const member = new Schema(
  { userId: { type: String, required: true }, teamId: String, name: { type: String, required: true } },
  { _id: false, strict: 'throw' },
);

const part = { _id: false, strict: 'throw' } as const;
const remindedAdmin = new Schema({ userId: { type: String, required: true }, numbers: [Number] }, part);
const reminded = new Schema(
  { experts: [Number], channel: [Number], admin: remindedAdmin, ofReturn: { type: [Number], default: undefined } },
  part,
);
const receiver = new Schema({ channelId: String, userId: String }, part);
const undelivered = new Schema({ receiver, reason: String, adminUserId: String, messageId: String }, part);

const detail = new Schema(
  {
    what: { type: String, required: true },
    userId: String,
    name: String,
    before: Schema.Types.Mixed,
    after: Schema.Types.Mixed,
  },
  { _id: false, strict: 'throw' },
);

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    projectId: { type: String, required: true },
    seq: { type: Number, required: true },
    kind: { type: String, required: true },
    by: { type: member, required: true },
    at: { type: Date, required: true },
    milestoneNumber: Number,
    before: fields,
    after: fields,
    // No array where nothing was changed of the project.
    details: { type: [detail], default: undefined },
    snoozedUntil: String,
    note: String,
    undoes: String,
    changeRequestId: String,
    reminded,
    undelivered,
    audience: { type: [String], required: true },
    idempotencyKey: { type: String, required: true },
    place: { type: Number, required: true },
  },
  strictly,
);
schema.index({ projectId: 1, seq: 1 }, { unique: true });
schema.index({ projectId: 1, milestoneNumber: 1, seq: 1 });
schema.index({ idempotencyKey: 1, place: 1 }, { unique: true });

/** More than anyone reads, or changes within the minutes in which an action can be undone. */
const LAST_CHANGES = 300;

/** As many entries as one message tells of; the rest follows in the next. */
const IN_ONE_MESSAGE = 500;
/** More entries than ever wait. */
const COUNTED = 20_000;

export type Changes = ReturnType<typeof changesOn>;

export function changesOn(connection: Connection) {
  const model = modelOf(connection, 'changes', schema);
  return {
    model,
    async ofRequest(idempotencyKey: string): Promise<readonly Change[]> {
      const rows = await model.find({ idempotencyKey }).sort({ place: 1 }).lean<Row[]>();
      return rows.map(fromRow);
    },
    /** The newest after a place in the log, oldest first. */
    async ofMilestone(projectId: string, milestoneNumber: number, after = 0): Promise<readonly Change[]> {
      const rows = await model
        .find({ projectId, milestoneNumber, seq: { $gt: after } })
        .sort({ seq: -1 })
        .limit(LAST_CHANGES)
        .lean<Row[]>();
      return rows.map(fromRow).toReversed();
    },
    /** Newest first; those next to the place in the log from which a reader goes on. */
    async history(
      projectId: string,
      { number, from, limit }: { readonly number?: number; readonly from?: HistoryFrom; readonly limit: number },
    ): Promise<readonly Change[]> {
      const isUpwards = from?.side === 'newer';
      const rows = await model
        .find({
          projectId,
          kind: { $nin: NOT_IN_HISTORY },
          ...(number === undefined ? {} : { milestoneNumber: number }),
          ...(from === undefined ? {} : { seq: isUpwards ? { $gt: from.seq } : { $lt: from.seq } }),
        })
        .sort({ seq: isUpwards ? 1 : -1 })
        .limit(limit)
        .lean<Row[]>();
      return (isUpwards ? rows.toReversed() : rows).map(fromRow);
    },
    async lastRequestOf(projectId: string, userId: string, since: Date): Promise<readonly Change[]> {
      const rows = await model
        .find({ projectId, at: { $gte: since } })
        .sort({ seq: -1 })
        .limit(LAST_CHANGES)
        .lean<Row[]>();
      const last = rows.find((row) => row.by.userId === userId && row.after !== undefined);
      return rows
        .filter((row) => row.idempotencyKey === last?.idempotencyKey)
        .map(fromRow)
        .toReversed();
    },
    /** What a subscription has not delivered yet, in order. */
    async entriesAfter(
      projectId: string,
      key: AudienceKey,
      cursor: number,
    ): Promise<readonly (Change | UnreadableEntry)[]> {
      const rows = await model
        .find({ projectId, seq: { $gt: cursor }, audience: key })
        .sort({ seq: 1 })
        .limit(IN_ONE_MESSAGE)
        .lean<Row[]>();
      return rows.map((row) => (isReadable(row) ? fromRow(row) : { seq: row.seq, isUnreadable: true }));
    },
    /** Who is told of what after a place in the log. */
    async audiencesAfter(projectId: string, cursor: number) {
      return model
        .find({ projectId, seq: { $gt: cursor } }, { seq: 1, at: 1, audience: 1 })
        .sort({ seq: 1 })
        .limit(COUNTED)
        .lean<Pick<Row, 'seq' | 'at' | 'audience'>[]>();
    },
    async insert(
      changeSets: readonly Pick<ChangeSet, 'changes' | 'idempotencyKey'>[],
      session: ClientSession,
    ): Promise<void> {
      const rows = changeSets.flatMap(({ changes, idempotencyKey }) =>
        changes.map(({ id, ...rest }, place) => ({ _id: id, ...rest, idempotencyKey, place })),
      );
      if (rows.length > 0) await model.insertMany(rows, { session });
    },
  };
}

function fromRow({ _id, idempotencyKey: _r, place: _p, audience: _a, ...rest }: Row): Change {
  return { id: _id, ...rest };
}
