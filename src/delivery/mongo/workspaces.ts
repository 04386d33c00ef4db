import { type Connection, Schema } from 'mongoose';
import { type BoardTier, TIER_REMEMBERED_DAYS } from '../../board/board.ts';
import { modelOf, strictly } from '../../platform/mongo/rows.ts';
import type { StoppedWorkspace } from '../subscription.ts';

type Row = {
  /** Slack's id of the workspace. */
  _id: string;
  boardTier?: BoardTier | undefined;
  /** When Slack refused the better tier there. */
  refusedAt?: Date | undefined;
  /** Since when the workspace does not let the app in. */
  stoppedAt?: Date | undefined;
  /** Slack's own string for it. */
  stoppedBecause?: string | undefined;
};

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    boardTier: { type: String, enum: ['table', 'sections'] },
    refusedAt: Date,
    stoppedAt: Date,
    stoppedBecause: String,
  },
  strictly,
);
schema.index(
  { stoppedAt: 1 },
  { partialFilterExpression: { stoppedAt: { $exists: true } }, name: 'stopped_workspaces' },
);

const DAY_MS = 86_400_000;
/** For so long one process goes by what it read; what another learns meanwhile costs one refused attempt. */
const FRESH_MS = 60_000;

export type Workspaces = ReturnType<typeof workspacesOn>;

/** What Slack takes differs from workspace to workspace; this is what we learnt of each. */
export function workspacesOn(connection: Connection) {
  const model = modelOf(connection, 'workspaces', schema);
  const known = new Map<string, { readonly tier: BoardTier; readonly at: Date }>();
  return {
    model,
    async boardTierOf(teamId: string, now: Date): Promise<BoardTier> {
      const last = known.get(teamId);
      if (last && Math.abs(now.getTime() - last.at.getTime()) < FRESH_MS) return last.tier;
      const row = await model.findOne({ _id: teamId }).lean<Row>();
      // What cannot be read counts for nothing: every board of the workspace passes here.
      const age = now.getTime() - new Date(row?.refusedAt ?? Number.NaN).getTime();
      const tier = age < TIER_REMEMBERED_DAYS * DAY_MS && row?.boardTier === 'sections' ? 'sections' : 'table';
      known.set(teamId, { tier, at: now });
      return tier;
    },
    async recordTableRefused(teamId: string, now: Date): Promise<void> {
      known.delete(teamId);
      const learnt = { boardTier: 'sections' as const, refusedAt: now };
      await model.updateOne({ _id: teamId }, { $set: learnt }, { upsert: true });
    },
    /** True for the first to say so. */
    async stop(teamId: string, reason: string, now: Date): Promise<boolean> {
      await model.updateOne({ _id: teamId }, { $setOnInsert: { _id: teamId } }, { upsert: true });
      const { matchedCount } = await model.updateOne(
        { _id: teamId, stoppedAt: { $exists: false } },
        { $set: { stoppedAt: now, stoppedBecause: reason } },
      );
      return matchedCount === 1;
    },
    async goOn(teamId: string): Promise<void> {
      await model.updateOne({ _id: teamId }, { $unset: { stoppedAt: 1, stoppedBecause: 1 } });
    },
    /** The workspaces that do not let the app in. */
    async stopped(): Promise<readonly StoppedWorkspace[]> {
      const rows = await model.find({ stoppedAt: { $exists: true } }).lean<Row[]>();
      return rows.map((row) => ({ teamId: row._id, reason: row.stoppedBecause ?? '' }));
    },
  };
}
