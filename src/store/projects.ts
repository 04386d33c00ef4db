import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Weekday } from '../domain/day.ts';
import type { Actor, Person, Project, ProjectStatus } from '../domain/project.ts';
import type { ReminderPolicy } from '../domain/reminder.ts';
import { writesOn } from './moves.ts';
import { modelOf, strictly } from './rows.ts';
import { eachTogether, firstTogether } from './together.ts';

type Row = {
  _id: string;
  version: number;
  teamId: string;
  channelId: string;
  name: string;
  people: Person[];
  setUpBy?: Actor | undefined;
  startDate: string;
  completionDate: string;
  timeZone: string;
  workingDays: Weekday[];
  payment: { agreed: boolean; receivedAt?: Date | undefined };
  status: ProjectStatus;
  /** True while not closed. A field of its own, so that a unique index can hold one such project per channel. */
  live: boolean;
  quietSeconds?: number | undefined;
  reminders?: ReminderPolicy | undefined;
  adminVersion?: number | undefined;
  nextNumber: number;
  boardTs?: string | undefined;
  boardLink?: string | undefined;
  boardVersion?: number | undefined;
  boardDueAt?: Date | undefined;
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

const actor = new Schema<Actor>(
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
    setUpBy: actor,
    startDate: { type: String, required: true },
    completionDate: { type: String, required: true },
    timeZone: { type: String, required: true },
    workingDays: { type: [Number], required: true },
    payment: { type: payment, required: true },
    status: { type: String, enum: ['preparing', 'open', 'closed'], required: true },
    live: { type: Boolean, required: true },
    quietSeconds: Number,
    reminders,
    adminVersion: Number,
    nextNumber: { type: Number, required: true },
    boardTs: String,
    boardLink: String,
    boardVersion: Number,
    boardDueAt: Date,
  },
  strictly,
);
schema.index({ teamId: 1, channelId: 1, live: -1 });
schema.index(
  { teamId: 1, channelId: 1 },
  { unique: true, partialFilterExpression: { live: true }, name: 'one_live_project' },
);
// Closed projects are not in it: their boards stay as they are.
schema.index({ boardDueAt: 1 }, { partialFilterExpression: { live: true }, name: 'boards_to_look_at' });

// For App Home: one person's projects, and the newest of a workspace, whatever others have.
schema.index({ teamId: 1, 'people.userId': 1, live: -1, _id: -1 }, { name: 'projects_of_person' });
schema.index({ teamId: 1, _id: -1 }, { partialFilterExpression: { live: true }, name: 'live_projects' });

/** Where the board is, until when what it says is good, and what leads to it. */
export type BoardPlace = { readonly ts: string; readonly dueAt: Date; readonly link?: string | undefined };

export type Projects = ReturnType<typeof projectsOn>;

export function projectsOn(connection: Connection) {
  const model = modelOf(connection, 'projects', schema);
  const write = writesOn(model);

  async function byIds(ids: readonly string[]): Promise<readonly Project[]> {
    const rows = await model.find({ _id: { $in: [...ids] } }).lean<Row[]>();
    return rows.map(fromRow);
  }

  const one = eachTogether(byIds, ({ id }) => id);
  const placed = firstTogether<Row>(
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
    async recordBoard(project: Project, board: BoardPlace): Promise<void> {
      const { ts: boardTs, dueAt: boardDueAt, link: boardLink } = board;
      const shown = { boardTs, boardVersion: project.version, boardDueAt };
      const $set = boardLink === undefined ? shown : { ...shown, boardLink };
      await write({ filter: { _id: project.id }, update: { $set } });
    },
    /** There is no board any more: the next is a new message. */
    async recordBoardGone(projectId: string, ts: string): Promise<void> {
      await model.updateOne({ _id: projectId, boardTs: ts }, { $unset: { boardTs: 1, boardLink: 1, boardVersion: 1 } });
    },
    async boardsToRefresh(now: Date, limit: number): Promise<readonly Project[]> {
      const rows = await model
        .find({ live: true, boardDueAt: { $lte: now } })
        .sort({ boardDueAt: 1 })
        .limit(limit)
        .lean<Row[]>();
      return rows.map(fromRow);
    },
  };
}

function asUpdate(row: Row) {
  // What is known of the board is written by the delivery alone; a decision may have read an older state.
  const { _id, boardTs: _ts, boardLink: _link, boardVersion: _version, ...fields } = row;
  return { updateOne: { filter: { _id, version: row.version - 1 }, update: { $set: fields } } };
}

function toRow(project: Project): Row {
  const { id, people, workingDays, ...rest } = project;
  return { _id: id, ...rest, people: [...people], workingDays: [...workingDays], live: project.status !== 'closed' };
}

function fromRow({ _id, live: _live, ...rest }: Row): Project {
  return { id: _id, ...rest };
}
