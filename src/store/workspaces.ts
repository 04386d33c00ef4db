import { type Connection, Schema } from 'mongoose';
import { type BoardTier, TIER_REMEMBERED_DAYS } from '../domain/board.ts';
import { modelOf, strictly } from './rows.ts';

type Row = {
  /** Slack's id of the workspace. */
  _id: string;
  boardTier: BoardTier;
  /** When Slack refused the better tier there. */
  refusedAt: Date;
};

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    boardTier: { type: String, enum: ['table', 'sections'], required: true },
    refusedAt: { type: Date, required: true },
  },
  strictly,
);

const DAY_MS = 86_400_000;

export type Workspaces = ReturnType<typeof workspacesOn>;

/** What Slack takes differs from workspace to workspace; this is what we learnt of each. */
export function workspacesOn(connection: Connection) {
  const model = modelOf(connection, 'workspaces', schema);
  return {
    model,
    async boardTierOf(teamId: string, now: Date): Promise<BoardTier> {
      const row = await model.findOne({ _id: teamId }).lean<Row>();
      const isFresh = row !== null && now.getTime() - row.refusedAt.getTime() < TIER_REMEMBERED_DAYS * DAY_MS;
      return isFresh ? row.boardTier : 'table';
    },
    async recordTableRefused(teamId: string, now: Date): Promise<void> {
      const learnt = { boardTier: 'sections' as const, refusedAt: now };
      await model.updateOne({ _id: teamId }, { $set: learnt }, { upsert: true });
    },
  };
}
