import { type ClientSession, type Connection, Schema } from 'mongoose';
import { z } from 'zod';
import type { Day } from '../core/day.ts';
import { batched, batchedEach } from '../platform/mongo/batch.ts';
import { modelOf, strictly } from '../platform/mongo/rows.ts';
import type { Milestone, MilestoneState } from './milestone.ts';

type Row = {
  _id: string;
  projectId: string;
  number: number;
  version: number;
  title: string;
  description: string;
  due: Day;
  firstDue: Day;
  publishedAt: Date;
  state: MilestoneState;
  completedOn?: Day | undefined;
  remindAt?: Date | undefined;
  remindedOn?: Day | undefined;
  snoozedUntil?: Day | undefined;
  snoozes?: number | undefined;
  warnedOf?: Day | undefined;
  passed?: Day | undefined;
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
    firstDue: { type: String, required: true },
    publishedAt: { type: Date, required: true },
    state: { type: String, enum: ['open', 'completed', 'removed'], required: true },
    completedOn: String,
    remindAt: Date,
    remindedOn: String,
    snoozedUntil: String,
    snoozes: Number,
    warnedOf: String,
    passed: String,
  },
  strictly,
);
schema.index({ projectId: 1, number: 1 }, { unique: true });
// Only milestones with a reminder to come are in it: it stays small however many milestones are done. With the project
// in it the due milestones of a few projects are found without a look at those of others.
schema.index(
  { remindAt: 1, projectId: 1 },
  { partialFilterExpression: { remindAt: { $exists: true } }, name: 'reminders_due' },
);

/** Removed ones are many after a while, and are not shown. */
const PRESENT = ['open', 'completed'] as const;
schema.index({ projectId: 1, state: 1 }, { name: 'present_milestones' });

type Numbered = { readonly projectId: string; readonly numbers: readonly number[] };

export type Milestones = ReturnType<typeof milestonesOn>;

export function milestonesOn(connection: Connection) {
  const model = modelOf(connection, 'milestones', schema);

  /** By number within each project. */
  async function ofProjects(projectIds: readonly string[]): Promise<readonly Milestone[]> {
    if (projectIds.length === 0) return [];
    const rows = await model.find({ projectId: { $in: [...projectIds] }, state: { $in: PRESENT } }).lean<Row[]>();
    return rows.toSorted(inOrder).map(fromRow);
  }

  const numbered = batched<Numbered, readonly Milestone[]>(async (asked) => {
    const rows = await model
      .find({ $or: asked.map(({ projectId, numbers }) => ({ projectId, number: { $in: [...numbers] } })) })
      .lean<Row[]>();
    return asked.map(({ projectId, numbers }) =>
      rows
        .filter((row) => row.projectId === projectId && numbers.includes(row.number))
        .toSorted((a, b) => a.number - b.number)
        .map(fromRow),
    );
  });
  return {
    model,
    ofProject: batchedEach(ofProjects, ({ projectId }) => projectId),
    /** For a look over several projects: a milestone that cannot be read costs only itself. Its own board tells of it. */
    ofProjects: async (projectIds: readonly string[]) => (await ofProjects(projectIds)).filter(isReadable),
    async one(projectId: string, number: number): Promise<Milestone | undefined> {
      const row = await model.findOne({ projectId, number }).lean<Row>();
      return row ? fromRow(row) : undefined;
    },
    numbered: (projectId: string, numbers: readonly number[]) => numbered({ projectId, numbers }),
    async toRemind(now: Date, limit: number, except: readonly string[]): Promise<readonly Milestone[]> {
      // In the words of the index: not every engine sees that an early enough date is one.
      const remindAt = { $exists: true, $lte: now };
      const others = except.length > 0 ? { projectId: { $nin: [...except] } } : {};
      const rows = await model
        .find({ remindAt, ...others })
        .sort({ remindAt: 1, projectId: 1 })
        .limit(limit)
        .lean<Row[]>();
      const last = rows.at(-1);
      if (last?.remindAt === undefined || rows.length < limit) return rows.map(fromRow);
      // The limit may have cut projects in two. What is missing of them comes behind the last one in the order of the
      // index: at the same instant of its own project and those whose ids are greater, at a later one of all.
      const projectIds = [...new Set(rows.map(({ projectId }) => projectId))];
      const behind = projectIds.filter((id) => id >= last.projectId);
      const found = rows.filter(({ projectId }) => projectId === last.projectId).map(({ _id }) => _id);
      const rest = await model
        .find({
          $or: [
            { remindAt: { $exists: true, $eq: last.remindAt }, projectId: { $in: behind }, _id: { $nin: found } },
            { remindAt: { ...remindAt, $gt: last.remindAt }, projectId: { $in: projectIds } },
          ],
        })
        .lean<Row[]>();
      return [...rows, ...rest].map(fromRow);
    },
    /** Two commands at most, however many there are. False when someone else saved a version of one of them since. */
    async save(milestones: readonly Milestone[], session: ClientSession): Promise<boolean> {
      const added = milestones.filter(({ version }) => version === 1).map(toRow);
      const changed = milestones.filter(({ version }) => version > 1).map(toRow);
      if (added.length > 0) await model.insertMany(added, { session });
      if (changed.length === 0) return true;
      const { matchedCount } = await model.bulkWrite(changed.map(asUpdate), { session });
      return matchedCount === changed.length;
    },
  };
}

const readable = z.object({
  number: z.number(),
  title: z.string(),
  description: z.string(),
  due: z.iso.date(),
  firstDue: z.iso.date(),
  publishedAt: z.date(),
  completedOn: z.iso.date().optional(),
  snoozedUntil: z.iso.date().optional(),
  warnedOf: z.iso.date().optional(),
  passed: z.iso.date().optional(),
});

function isReadable(milestone: Milestone): boolean {
  return readable.safeParse(milestone).success;
}

/** What a milestone may lack: an absent date must leave its index. */
const OPTIONAL = ['completedOn', 'remindAt', 'remindedOn', 'snoozedUntil', 'snoozes', 'warnedOf', 'passed'] as const;

function inOrder(a: Row, b: Row): number {
  return a.projectId === b.projectId ? a.number - b.number : a.projectId < b.projectId ? -1 : 1;
}

function asUpdate(row: Row) {
  const { _id, ...fields } = row;
  const gone = OPTIONAL.filter((name) => row[name] === undefined).map((name) => [name, 1]);
  const update = { $set: fields, ...(gone.length > 0 ? { $unset: Object.fromEntries(gone) } : {}) };
  return { updateOne: { filter: { _id, version: row.version - 1 }, update } };
}

function toRow({ id, ...rest }: Milestone): Row {
  const present = Object.entries(rest).filter(([, value]) => value !== undefined);
  return { _id: id, ...(Object.fromEntries(present) as typeof rest) };
}

function fromRow({ _id, ...rest }: Row): Milestone {
  return { id: _id, ...rest } as Milestone;
}
