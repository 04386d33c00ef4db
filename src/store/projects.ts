import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Weekday } from '../domain/day.ts';
import type { Person, Project, ProjectStatus } from '../domain/project.ts';
import { modelOf, strictly } from './rows.ts';

type Row = {
  _id: string;
  version: number;
  teamId: string;
  channelId: string;
  name: string;
  people: Person[];
  startDate: string;
  completionDate: string;
  timeZone: string;
  workingDays: Weekday[];
  payment: { agreed: boolean; receivedAt?: Date | undefined };
  status: ProjectStatus;
  /** True while not closed. A field of its own, so that a unique index can hold one such project per channel. */
  live: boolean;
  nextNumber: number;
  boardTs?: string | undefined;
  boardVersion?: number | undefined;
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

const payment = new Schema(
  { agreed: { type: Boolean, required: true }, receivedAt: Date },
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
    startDate: { type: String, required: true },
    completionDate: { type: String, required: true },
    timeZone: { type: String, required: true },
    workingDays: { type: [Number], required: true },
    payment: { type: payment, required: true },
    status: { type: String, enum: ['preparing', 'open', 'closed'], required: true },
    live: { type: Boolean, required: true },
    nextNumber: { type: Number, required: true },
    boardTs: String,
    boardVersion: Number,
  },
  strictly,
);
schema.index({ teamId: 1, channelId: 1, live: -1 });
schema.index(
  { teamId: 1, channelId: 1 },
  { unique: true, partialFilterExpression: { live: true }, name: 'one_live_project' },
);

export type Projects = ReturnType<typeof projectsOn>;

export function projectsOn(connection: Connection) {
  const model = modelOf(connection, 'projects', schema);
  return {
    model,
    async inChannel(teamId: string, channelId: string): Promise<Project | undefined> {
      const row = await model.findOne({ teamId, channelId }).sort({ live: -1, _id: -1 }).lean<Row>();
      return row ? fromRow(row) : undefined;
    },
    async byId(id: string): Promise<Project | undefined> {
      const row = await model.findOne({ _id: id }).lean<Row>();
      return row ? fromRow(row) : undefined;
    },
    /** False when someone else saved a version since; throws a duplicate key when the channel has a live project. */
    async save(project: Project, session: ClientSession): Promise<boolean> {
      const row = toRow(project);
      if (project.version === 1) {
        await model.insertMany([row], { session });
        return true;
      }
      // What is known of the board is written by the delivery alone; a decision may have read an older state.
      const { _id, boardTs: _ts, boardVersion: _version, ...fields } = row;
      const { matchedCount } = await model.updateOne(
        { _id, version: project.version - 1 },
        { $set: fields },
        { session },
      );
      return matchedCount === 1;
    },
    async recordBoard(project: Project, boardTs: string): Promise<void> {
      await model.updateOne({ _id: project.id }, { $set: { boardTs, boardVersion: project.version } });
    },
  };
}

function toRow(project: Project): Row {
  const { id, people, workingDays, ...rest } = project;
  return { _id: id, ...rest, people: [...people], workingDays: [...workingDays], live: project.status !== 'closed' };
}

function fromRow({ _id, live: _live, ...rest }: Row): Project {
  return { id: _id, ...rest };
}
