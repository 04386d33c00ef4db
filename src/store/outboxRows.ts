import { type Connection, Schema } from 'mongoose';
import type { OutboxEntry } from '../domain/outbox.ts';
import type { Moved } from './moves.ts';
import { modelOf, strictly } from './rows.ts';

export type OutboxRow = Moved &
  Omit<OutboxEntry, 'id' | 'changeIds'> & {
    _id: string;
    changeIds: string[];
    /** True until the entry is sent or dropped. A field of its own, so that a small index holds what is left to do. */
    unfinished: boolean;
    ts?: string | undefined;
    finishedAt?: Date | undefined;
    /** It should have been told and could not be. */
    failed?: boolean | undefined;
  };

const schema = new Schema<OutboxRow>(
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
    repeatFrom: Date,
    reason: String,
    unfinished: { type: Boolean, required: true },
    ts: String,
    finishedAt: Date,
    failed: Boolean,
    moved: String,
  },
  strictly,
);
schema.index({ laneId: 1, seq: 1 }, { partialFilterExpression: { unfinished: true }, name: 'left_to_do' });
schema.index({ createdAt: 1, state: 1 }, { partialFilterExpression: { unfinished: true }, name: 'oldest_left_to_do' });
schema.index({ projectId: 1, finishedAt: -1 }, { partialFilterExpression: { failed: true }, name: 'failed' });

export function outboxModelOn(connection: Connection) {
  return modelOf(connection, 'outbox', schema);
}

export type OutboxModel = ReturnType<typeof outboxModelOn>;

export function entryOf(row: OutboxRow): OutboxEntry {
  const { _id, unfinished: _u, ts: _t, finishedAt: _at, failed: _f, moved: _m, ...rest } = row;
  return { id: _id, ...rest };
}
