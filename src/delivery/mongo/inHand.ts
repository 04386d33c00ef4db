import { type Connection, Schema } from 'mongoose';
import type { InHandStore } from '../../interactions/inHandStore.ts';
import { modelOf, strictly } from '../../platform/mongo/rows.ts';

type Row = { _id: string; responseUrl: string; until: Date };

/** A response_url can be used for 30 minutes (docs.slack.dev/interactivity/handling-user-interaction). */
const USELESS_AFTER_S = 30 * 60;

const schema = new Schema<Row>(
  { _id: { type: String, required: true }, responseUrl: { type: String, required: true }, until: Date },
  strictly,
);
schema.index({ until: 1 }, { expireAfterSeconds: USELESS_AFTER_S });

export function inHandOn(connection: Connection): InHandStore & { readonly model: ReturnType<typeof modelOf<Row>> } {
  const model = modelOf(connection, 'inHand', schema);
  return {
    model,
    async keep({ idempotencyKey, responseUrl }, until) {
      await model.updateOne({ _id: idempotencyKey }, { $set: { responseUrl, until } }, { upsert: true });
    },
    async forget(idempotencyKey) {
      await model.deleteOne({ _id: idempotencyKey });
    },
    async takeLeft(now) {
      const row = await model
        .findOne({ until: { $lt: now } })
        .sort({ until: 1 })
        .lean<Row>();
      if (row === null) return undefined;
      // Two processes may have found it; one of them takes it away.
      const { deletedCount } = await model.deleteOne({ _id: row._id, until: row.until });
      return deletedCount === 1 ? { idempotencyKey: row._id, responseUrl: row.responseUrl } : undefined;
    },
  };
}
