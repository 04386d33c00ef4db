import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { AudienceKey } from '../../history/audienceKey.ts';
import { batched } from '../../platform/mongo/batch.ts';
import { modelOf, strictly } from '../../platform/mongo/rows.ts';
import type { SentMessage } from '../subscription.ts';

type Row = Omit<SentMessage, 'id'> & { _id: string };

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    projectId: { type: String, required: true },
    key: { type: String, required: true },
    from: { type: Number, required: true },
    upTo: { type: Number, required: true },
    at: { type: Date, required: true },
    channelId: { type: String, required: true },
    ts: String,
    reason: String,
  },
  strictly,
);
/** How long a message is kept: nobody looks for the cause of an older one, and none is written anew. */
const KEPT_DAYS = 90;
schema.index({ at: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400 });
schema.index({ channelId: 1, ts: 1 });
schema.index({ projectId: 1, at: -1 }, { partialFilterExpression: { reason: { $exists: true } }, name: 'failed' });

/** As much as an admin reads. */
const SHOWN = 200;

export type SentMessages = ReturnType<typeof sentMessagesOn>;

/** The messages that were posted, with Slack's `ts`; and those that Slack takes in no form. */
export function sentMessagesOn(connection: Connection) {
  const model = modelOf(connection, 'messages', schema);
  const record = batched<SentMessage, void>(async (messages) => {
    const writes = messages.map(({ id, ...message }) => ({
      updateOne: { filter: { _id: id }, update: { $setOnInsert: message }, upsert: true },
    }));
    await model.bulkWrite(writes, { ordered: false });
    return messages.map(() => undefined);
  });
  return {
    model,
    /** Once: a message that was recorded before the process died is found again, and is the same. */
    record: (message: SentMessage): Promise<void> => record(message),
    /** A channel has another id; its messages keep their `ts`. */
    async moveChannel(from: string, to: string, session: ClientSession): Promise<void> {
      await model.updateMany({ channelId: from }, { $set: { channelId: to } }, { session });
    },
    /** Whether a message of Slack's is one that a reader of a project was sent. */
    async isOf(
      { channelId, ts }: { readonly channelId: string; readonly ts: string },
      projectId: string,
      key: AudienceKey,
    ): Promise<boolean> {
      return (await model.exists({ channelId, ts, projectId, key })) !== null;
    },
    /** Whether it was not recorded before; in a transaction. */
    async recordFailed({ id, ...message }: SentMessage, session: ClientSession): Promise<boolean> {
      const { upsertedCount } = await model.updateOne(
        { _id: id },
        { $setOnInsert: message },
        { upsert: true, session },
      );
      return upsertedCount === 1;
    },
    async failedSince(projectId: string, since: Date, session?: ClientSession): Promise<readonly SentMessage[]> {
      const rows = await model
        .find({ projectId, reason: { $exists: true }, at: { $gte: since } }, null, { session: session ?? null })
        .sort({ at: -1 })
        .limit(SHOWN)
        .lean<Row[]>();
      return rows.map(({ _id, ...message }) => ({ id: _id, ...message }));
    },
  };
}
