import { type Connection, Schema } from 'mongoose';
import type { AudienceKey, Receiver, Stream } from '../../history/audienceKey.ts';
import { modelOf, strictly } from '../../platform/mongo/rows.ts';
import type { Subscription } from '../subscription.ts';

export type SubscriptionRow = {
  _id: string;
  projectId: string;
  teamId: string;
  key: AudienceKey;
  stream: Stream;
  receiver: string;
  isPerson: boolean;
  cursor: number;
  latest: number;
  /** Whether something is to be delivered. */
  pending: boolean;
  /** Not to be claimed before; {@link NEVER} while it is suspended. */
  readyAt: Date;
  /** When a process wrote `readyAt` last, by its clock. */
  setAt: Date;
  /** Since when something should have been delivered. */
  dueAt: Date;
  /** The claim that holds it. */
  owner?: string | undefined;
  claimedAt?: Date | undefined;
  attempts: number;
  startedAt?: Date | undefined;
  repeatFrom?: Date | undefined;
  reason?: string | undefined;
  suspendedAt?: Date | undefined;
  posted?: number | undefined;
  boardTs?: string | undefined;
  lookAt?: Date | undefined;
};

const schema = new Schema<SubscriptionRow>(
  {
    _id: { type: String, required: true },
    projectId: { type: String, required: true },
    teamId: { type: String, required: true },
    key: { type: String, required: true },
    stream: { type: String, required: true },
    receiver: { type: String, required: true },
    isPerson: { type: Boolean, required: true },
    cursor: { type: Number, required: true },
    latest: { type: Number, required: true },
    pending: { type: Boolean, required: true },
    readyAt: { type: Date, required: true },
    setAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
    owner: String,
    claimedAt: Date,
    attempts: { type: Number, required: true },
    startedAt: Date,
    repeatFrom: Date,
    reason: String,
    suspendedAt: Date,
    posted: Number,
    boardTs: String,
    lookAt: Date,
  },
  strictly,
);
schema.index({ readyAt: 1 }, { partialFilterExpression: { pending: true }, name: 'to_deliver' });
schema.index({ projectId: 1, stream: 1 });
schema.index({ teamId: 1, receiver: 1 });
schema.index({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $exists: true } }, name: 'boards_to_look_at' });

/** The earliest date there is: take it up at once. */
export const AT_ONCE = new Date(0);
/** Later than any clock shows. */
export const NEVER = new Date('9999-12-31T00:00:00Z');
export type SubscriptionModel = ReturnType<typeof subscriptionModelOn>;

export function subscriptionModelOn(connection: Connection) {
  return modelOf(connection, 'subscriptions', schema);
}

export function fromRow(row: SubscriptionRow): Subscription {
  const { _id, receiver, isPerson, posted = 0 } = row;
  const to: Receiver = isPerson ? { userId: receiver } : { channelId: receiver };
  const { projectId, teamId, key, cursor, latest, readyAt, attempts, startedAt, repeatFrom, boardTs, lookAt } = row;
  return {
    id: _id,
    projectId,
    teamId,
    key,
    receiver: to,
    cursor,
    latest,
    readyAt,
    attempts,
    startedAt,
    repeatFrom,
    posted,
    boardTs,
    lookAt,
  };
}
