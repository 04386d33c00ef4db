import { type ClientSession, type Connection, Schema } from 'mongoose';
import { modelOf, strictly } from '../platform/mongo/rows.ts';
import type { Member } from '../projects/project.ts';
import type { ChangeRequest } from './request.ts';

/** Each case of a request without its id. */
type WithoutId<R> = R extends unknown ? Omit<R, 'id'> : never;
type Row = WithoutId<ChangeRequest> & { _id: string };

const member = new Schema<Member>(
  { userId: { type: String, required: true }, teamId: String, name: { type: String, required: true } },
  { _id: false, strict: 'throw' },
);

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    projectId: { type: String, required: true },
    version: { type: Number, required: true },
    milestoneNumber: Number,
    by: { type: member, required: true },
    asAdmin: Boolean,
    text: { type: String, required: true },
    at: { type: Date, required: true },
    state: { type: String, enum: ['open', 'changed', 'declined'], required: true },
    answeredBy: member,
    answeredAt: Date,
    reason: String,
  },
  strictly,
);
schema.index({ projectId: 1, state: 1, 'by.userId': 1 });

export type Requests = ReturnType<typeof requestsOn>;

/** What people asked the experts for, with the answers. */
export function requestsOn(connection: Connection) {
  const model = modelOf(connection, 'requests', schema);
  return {
    model,
    async byId(id: string): Promise<ChangeRequest | undefined> {
      const row = await model.findOne({ _id: id }).lean<Row>();
      return row ? fromRow(row) : undefined;
    },
    countOpenBy: (projectId: string, userId: string): Promise<number> =>
      model.countDocuments({ projectId, state: 'open', 'by.userId': userId }),
    /** False when someone else answered it since. */
    async save({ id, ...fields }: ChangeRequest, session: ClientSession): Promise<boolean> {
      const { version } = fields;
      if (version === 1) {
        await model.insertMany([{ _id: id, ...fields }], { session });
        return true;
      }
      const { matchedCount } = await model.updateOne({ _id: id, version: version - 1 }, { $set: fields }, { session });
      return matchedCount === 1;
    },
  };
}

function fromRow({ _id, ...rest }: Row): ChangeRequest {
  return { id: _id, ...rest };
}
