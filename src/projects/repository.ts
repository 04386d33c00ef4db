import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Day, Weekday } from '../core/day.ts';
import { batchedEach, batchedFirst } from '../platform/mongo/batch.ts';
import { modelOf, strictly } from '../platform/mongo/rows.ts';
import type { ReminderPolicy } from '../reminders/policy.ts';
import { isUnnamed } from './names.ts';
import type { Member, Person, Project, ProjectStatus } from './project.ts';

type Row = {
  _id: string;
  version: number;
  teamId: string;
  channelId: string;
  name: string;
  people: Person[];
  setUpBy?: Member | undefined;
  takenOverBy?: readonly Member[] | undefined;
  startDate: Day;
  completionDate: Day;
  timeZone: string;
  workingDays: Weekday[];
  payment: { agreed: boolean; receivedAt?: Date | undefined };
  status: ProjectStatus;
  /** True while not closed. A field of its own, so that a unique index can hold one such project per channel. */
  live: boolean;
  /** True where a live project has a person whose name Slack did not say. */
  unnamed: boolean;
  quietSeconds?: number | undefined;
  reminders?: ReminderPolicy | undefined;
  adminVersion?: number | undefined;
  judgeAt?: Date | undefined;
  nextNumber: number;
  boardTs?: string | undefined;
  boardLink?: string | undefined;
};

const person = new Schema<Person>(
  {
    userId: { type: String, required: true },
    teamId: String,
    name: { type: String, required: true },
    role: { type: String, enum: ['lead', 'invitee', 'third-party', 'client'], required: true },
  },
  { _id: false, strict: 'throw' },
);

const member = new Schema<Member>(
  { userId: { type: String, required: true }, teamId: String, name: { type: String, required: true } },
  { _id: false, strict: 'throw' },
);

const payment = new Schema(
  { agreed: { type: Boolean, required: true }, receivedAt: Date },
  { _id: false, strict: 'throw' },
);

const reminders = new Schema<ReminderPolicy>(
  {
    headsUpDays: { type: Number, required: true },
    onDay: { type: Boolean, required: true },
    overdueDays: { type: [Number], required: true },
    weekly: { type: Boolean, required: true },
    at: { type: String, required: true },
    adminAfterDays: Number,
  },
  { _id: false, strict: 'throw' },
);

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    teamId: { type: String, required: true },
    channelId: { type: String, required: true },
    name: { type: String, required: true },
    people: { type: [person], required: true },
    setUpBy: member,
    takenOverBy: { type: [member], default: undefined },
    startDate: { type: String, required: true },
    completionDate: { type: String, required: true },
    timeZone: { type: String, required: true },
    workingDays: { type: [Number], required: true },
    payment: { type: payment, required: true },
    status: { type: String, enum: ['preparing', 'open', 'closed'], required: true },
    live: { type: Boolean, required: true },
    unnamed: { type: Boolean, required: true },
    quietSeconds: Number,
    reminders,
    adminVersion: Number,
    judgeAt: Date,
    nextNumber: { type: Number, required: true },
    boardTs: String,
    boardLink: String,
  },
  strictly,
);
schema.index({ teamId: 1, channelId: 1, live: -1 });
schema.index(
  { teamId: 1, channelId: 1 },
  { unique: true, partialFilterExpression: { live: true }, name: 'one_live_project' },
);
// For App Home: one person's projects, and the newest of a workspace, whatever others have.
schema.index({ teamId: 1, 'people.userId': 1, live: -1, _id: -1 }, { name: 'projects_of_person' });
schema.index({ teamId: 1, _id: -1 }, { partialFilterExpression: { live: true }, name: 'live_projects' });

// Only projects whose milestones are open are in it.
schema.index({ judgeAt: 1 }, { partialFilterExpression: { status: 'open' }, name: 'projects_to_judge' });
schema.index({ unnamed: 1 }, { partialFilterExpression: { unnamed: true }, name: 'unnamed_people' });

export type Projects = ReturnType<typeof projectsOn>;

export function projectsOn(connection: Connection) {
  const model = modelOf(connection, 'projects', schema);

  async function byIds(ids: readonly string[]): Promise<readonly Project[]> {
    const rows = await model.find({ _id: { $in: [...ids] } }).lean<Row[]>();
    return rows.map(fromRow);
  }

  const one = batchedEach(byIds, ({ id }) => id);
  const placed = batchedFirst<Row>(
    (places, limit) => {
      const asked = places.map((place) => place.split(' '));
      const within = (part: 0 | 1) => ({ $in: [...new Set(asked.map((place) => place[part] ?? ''))] });
      return model
        .find({ teamId: within(0), channelId: within(1) })
        .sort({ teamId: 1, channelId: 1, live: -1, _id: -1 })
        .limit(limit)
        .lean<Row[]>();
    },
    ({ teamId, channelId }) => `${teamId} ${channelId}`,
  );
  return {
    model,
    async inChannel(teamId: string, channelId: string): Promise<Project | undefined> {
      const row = await placed(`${teamId} ${channelId}`);
      return row ? fromRow(row) : undefined;
    },
    byId: async (id: string): Promise<Project | undefined> => (await one(id))[0],
    byIds,
    async ofPerson(teamId: string, userId: string): Promise<readonly Project[]> {
      const rows = await model.find({ teamId, 'people.userId': userId }).sort({ live: -1, _id: -1 }).lean<Row[]>();
      return rows.map(fromRow);
    },
    async live(teamId: string, limit: number): Promise<readonly Project[]> {
      const rows = await model.find({ teamId, live: true }).sort({ _id: -1 }).limit(limit).lean<Row[]>();
      return rows.map(fromRow);
    },
    /** False when someone else saved a version since; throws a duplicate key when the channel has a live project. */
    async save(projects: readonly Project[], session: ClientSession): Promise<boolean> {
      const added = projects.filter(({ version }) => version === 1).map(toRow);
      const changed = projects.filter(({ version }) => version > 1).map(toRow);
      if (added.length > 0) await model.insertMany(added, { session });
      if (changed.length === 0) return true;
      const { matchedCount } = await model.bulkWrite(changed.map(asUpdate), { session });
      return matchedCount === changed.length;
    },
    /** How many there were. The link to the board had the old id in it. */
    async moveChannel(teamId: string, from: string, to: string, session: ClientSession): Promise<number> {
      const moved = { $set: { channelId: to }, $unset: { boardLink: 1 }, $inc: { version: 1 } };
      const { matchedCount } = await model.updateMany({ teamId, channelId: from }, moved, { session });
      return matchedCount;
    },
    /** Those whose milestones are open and whose look is due, the longest due first. */
    async toJudge(now: Date, limit: number): Promise<readonly Project[]> {
      const rows = await model
        .find({ status: 'open', judgeAt: { $lte: now } })

        .sort({ judgeAt: 1 })
        .limit(limit)
        .lean<Row[]>();
      return rows.map(fromRow);
    },
    /** No change of a project: its version stays. */
    async putOffJudging(looks: ReadonlyMap<string, Date>): Promise<void> {
      const updates = [...looks].map(([_id, judgeAt]) => ({
        updateOne: { filter: { _id }, update: { $set: { judgeAt } } },
      }));
      if (updates.length > 0) await model.bulkWrite(updates, { ordered: false });
    },
    /** Live ones with a person whose name Slack did not say when they were chosen, the newest first. */
    async unnamed(limit: number): Promise<readonly Project[]> {
      const rows = await model.find({ unnamed: true }).sort({ _id: -1 }).limit(limit).lean<Row[]>();
      return rows.map(fromRow);
    },
    /** Writes the names of the project's people. False where someone changed the project since it was read. */
    async saveNames({ id, version, people }: Project): Promise<boolean> {
      const names = { people: [...people], unnamed: people.some(isUnnamed) };
      const { matchedCount } = await model.updateOne({ _id: id, version }, { $set: names, $inc: { version: 1 } });
      return matchedCount === 1;
    },
    /** Where the board is, and the link that leads to it. */
    async recordBoard(projectId: string, ts: string, link?: string): Promise<void> {
      await model.updateOne({ _id: projectId }, { $set: { boardTs: ts, ...(link ? { boardLink: link } : {}) } });
    },
    /** There is no board any more: the next is a new message. */
    async recordBoardGone(projectId: string, ts: string): Promise<void> {
      await model.updateOne({ _id: projectId, boardTs: ts }, { $unset: { boardTs: 1, boardLink: 1 } });
    },
    /** The next version, for an entry of the log that changes nothing of the project; undefined where it is gone. */
    async raiseVersion(projectId: string, session: ClientSession): Promise<number | undefined> {
      const row = await model
        .findOneAndUpdate({ _id: projectId }, { $inc: { version: 1 } }, { returnDocument: 'after', session })
        .lean<Row>();
      return row?.version;
    },
  };
}

function asUpdate(row: Row) {
  // What is known of the board is written by the delivery alone; a decision may have read an older state.
  const { _id, boardTs: _ts, boardLink: _link, ...fields } = row;
  return { updateOne: { filter: { _id, version: row.version - 1 }, update: { $set: fields } } };
}

function toRow(project: Project): Row {
  const { id, people, workingDays, ...rest } = project;
  const live = project.status !== 'closed';
  const unnamed = live && people.some(isUnnamed);
  return { _id: id, ...rest, people: [...people], workingDays: [...workingDays], live, unnamed };
}

function fromRow({ _id, live: _live, unnamed: _unnamed, ...rest }: Row): Project {
  return { id: _id, ...rest };
}
