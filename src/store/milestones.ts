import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Milestone, MilestoneState } from '../domain/milestone.ts';
import { modelOf, strictly } from './rows.ts';

type Row = {
  _id: string;
  projectId: string;
  number: number;
  version: number;
  title: string;
  description: string;
  due: string;
  state: MilestoneState;
  completedOn?: string | undefined;
  remindAt?: Date | undefined;
};

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    projectId: { type: String, required: true },
    number: { type: Number, required: true },
    version: { type: Number, required: true },
    title: { type: String, required: true },
    // An empty description is a description; `required` would refuse it.
    description: { type: String, default: '' },
    due: { type: String, required: true },
    state: { type: String, enum: ['open', 'completed', 'removed'], required: true },
    completedOn: String,
    remindAt: Date,
  },
  strictly,
);
schema.index({ projectId: 1, number: 1 }, { unique: true });
// Only milestones with a reminder to come are in it: it stays small however many milestones are done.
schema.index({ remindAt: 1 }, { partialFilterExpression: { remindAt: { $exists: true } }, name: 'reminders_to_come' });

export type Milestones = ReturnType<typeof milestonesOn>;

export function milestonesOn(connection: Connection) {
  const model = modelOf(connection, 'milestones', schema);
  return {
    model,
    async ofProject(projectId: string): Promise<readonly Milestone[]> {
      const rows = await model.find({ projectId }).sort({ number: 1 }).lean<Row[]>();
      return rows.filter((row) => row.state !== 'removed').map(fromRow);
    },
    async ofProjects(projectIds: readonly string[]): Promise<readonly Milestone[]> {
      if (projectIds.length === 0) return [];
      const rows = await model
        .find({ projectId: { $in: [...projectIds] } })
        .sort({ projectId: 1, number: 1 })
        .lean<Row[]>();
      return rows.filter((row) => row.state !== 'removed').map(fromRow);
    },
    async one(projectId: string, number: number): Promise<Milestone | undefined> {
      const row = await model.findOne({ projectId, number }).lean<Row>();
      return row ? fromRow(row) : undefined;
    },
    async toRemind(now: Date, limit: number): Promise<readonly Milestone[]> {
      const rows = await model
        .find({ remindAt: { $lte: now } })
        .sort({ remindAt: 1 })
        .limit(limit)
        .lean<Row[]>();
      return rows.map(fromRow);
    },
    /** False when someone else saved a version since. */
    async save(milestone: Milestone, session: ClientSession): Promise<boolean> {
      const { _id, remindAt, completedOn, ...fields } = toRow(milestone);
      if (milestone.version === 1) {
        await model.insertMany([toRow(milestone)], { session });
        return true;
      }
      const { matchedCount } = await model.updateOne(
        { _id, version: milestone.version - 1 },
        { ...orUnset({ remindAt, completedOn }, fields) },
        { session },
      );
      return matchedCount === 1;
    },
  };
}

/** Sets what is there and unsets what is not: an absent date must leave its index. */
function orUnset(
  optional: Pick<Row, 'remindAt' | 'completedOn'>,
  fields: Omit<Row, '_id' | 'remindAt' | 'completedOn'>,
) {
  const gone = Object.entries(optional).filter(([, value]) => value === undefined);
  const kept = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    $set: { ...fields, ...Object.fromEntries(kept) },
    ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map(([name]) => [name, 1])) } : {}),
  };
}

function toRow({ id, remindAt, completedOn, ...rest }: Milestone): Row {
  return {
    _id: id,
    ...rest,
    ...(remindAt === undefined ? {} : { remindAt }),
    ...(completedOn === undefined ? {} : { completedOn }),
  };
}

function fromRow({ _id, ...rest }: Row): Milestone {
  return { id: _id, ...rest };
}
