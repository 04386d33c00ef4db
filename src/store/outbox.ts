import type { ClientSession, Connection, UpdateQuery } from 'mongoose';
import {
  type Failed,
  mayGrow,
  type Outbox,
  type OutboxEntry,
  type OutboxState,
  OvertakenError,
} from '../domain/outbox.ts';
import { lanesOn } from './lanes.ts';
import { movesOn } from './moves.ts';
import { parkingOn } from './outboxParking.ts';
import { type Owing, owedBy, queue } from './outboxQueue.ts';
import { entryOf, type OutboxRow, outboxModelOn } from './outboxRows.ts';
import { firstTogether } from './together.ts';
import { inTransaction } from './transaction.ts';

/** True of every entry: with it the index of what is left to do serves a look at all lanes. */
const EVER = { $gte: new Date(0) };
/** As many entries as one message takes in. */
const ABSORBED = 50;

export function outboxOn(connection: Connection, newId: () => string) {
  const model = outboxModelOn(connection);
  const lanes = lanesOn(connection, newId);
  const parking = parkingOn(connection, model, lanes, newId);
  const move = movesOn(model, newId);
  const firstOf = firstTogether<OutboxRow>(
    (laneIds, limit) =>
      model
        .find({ laneId: { $in: [...laneIds] }, unfinished: true })
        .sort({ laneId: 1, seq: 1 })
        .limit(limit)
        .lean<OutboxRow[]>(),
    ({ laneId }) => laneId,
  );

  /** Moves an entry on from what was read of it; throws where another process did so meanwhile. */
  async function moveOn(entry: OutboxEntry, update: UpdateQuery<OutboxRow>): Promise<void> {
    const asRead = { _id: entry.id, state: entry.state, attempts: entry.attempts };
    if (!(await move({ filter: asRead, update })))
      throw new OvertakenError(`Entry ${entry.id} was moved on by another process`);
  }

  const port: Outbox = {
    claimLane: lanes.claim,
    keepLane: lanes.keep,
    releaseLane: lanes.release,
    soonestLanes: lanes.soonest,
    park: parking.park,
    passOn: parking.passOn,
    async head(laneId) {
      const row = await firstOf(laneId);
      return row ? entryOf(row) : undefined;
    },
    async absorbFollowing(entry, now) {
      const followers = await model
        .find({ laneId: entry.laneId, unfinished: true, seq: { $gt: entry.seq } })
        .sort({ seq: 1 })
        .limit(ABSORBED)
        .lean<OutboxRow[]>();
      const end = followers.findIndex((row) => !mayJoin(row, entry));
      const joining = end === -1 ? followers : followers.slice(0, end);
      if (joining.length === 0) return entry;
      const grown = grownBy(entry, joining);
      const told = { state: 'dropped', reason: `Told together with ${entry.id}`, unfinished: false, finishedAt: now };
      await inTransaction(connection, async (session) => {
        const asRead = { _id: entry.id, unfinished: true, state: entry.state, attempts: entry.attempts };
        const head = await model.updateOne(asRead, { $set: grown }, { session });
        const untold = { _id: { $in: joining.map(({ _id }) => _id) }, unfinished: true };
        const joined = await model.updateMany(untold, { $set: told }, { session });
        const isOurs = head.matchedCount === 1 && joined.matchedCount === joining.length;
        if (!isOurs) throw new OvertakenError(`Entry ${entry.id} was moved on by another process`);
      });
      return { ...entry, ...grown };
    },
    async markSending(entry, now, repeatFrom) {
      const startedAt = entry.startedAt ?? now;
      const attempt = { state: 'sending' as const, startedAt, repeatFrom, attempts: entry.attempts + 1 };
      await moveOn(entry, { $set: attempt });
      return { ...entry, ...attempt };
    },
    markFailed: (entry, failed) => moveOn(entry, failedUpdate(failed)),
    markTried: (entry, reason) => moveOn(entry, { $set: { reason, attempts: entry.attempts + 1 } }),
    markNotBefore: (entry, at) => moveOn(entry, { $set: { notBefore: at } }),
    async markFinished(entry, finished, now) {
      await moveOn(entry, { $set: { ...finished, unfinished: false, finishedAt: now } });
    },
    async countUnfinished() {
      const groups = await model.aggregate<{ _id: OutboxState; count: number }>([
        { $match: { unfinished: true, createdAt: EVER } },
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
    },
    async oldestUnfinishedAt(now) {
      const isDue = { $or: [{ notBefore: { $exists: false } }, { notBefore: { $lte: now } }] };
      // What follows in a parked lane waits as its head does.
      const laneId = { $nin: [...(await lanes.parked())] };
      const row = await model
        .findOne({ unfinished: true, createdAt: EVER, laneId, ...isDue })
        .sort({ createdAt: 1 })
        .lean<OutboxRow>();
      return row?.createdAt;
    },
  };

  return {
    port,
    models: [model, lanes.model],
    standingOf: parking.standingOf,
    resume: parking.resume,
    /** Queues what is owed, lane by lane, in the order of the notices. */
    enqueue(owing: readonly Owing[], session: ClientSession): Promise<void> {
      return queue(model, lanes, newId, owing.flatMap(owedBy), session);
    },
  };
}

/** What was refused for certain is free to be repeated at once. */
function failedUpdate({ state, reason, ...rest }: Failed) {
  if ('repeatFrom' in rest) return { $set: { state, reason, repeatFrom: rest.repeatFrom } };
  return { $set: { state, reason }, $unset: { repeatFrom: 1 } };
}

/** Updates of one project are told together, and so are reminders of one project to one reader. */
function mayJoin(row: OutboxRow, { notice, projectId }: OutboxEntry): boolean {
  if (row.projectId !== projectId || row.notice.kind !== notice.kind || !mayGrow(entryOf(row))) return false;
  return JSON.stringify({ ...row.notice, numbers: [] }) === JSON.stringify({ ...notice, numbers: [] });
}

function grownBy(entry: OutboxEntry, joining: readonly OutboxRow[]) {
  const { notice } = entry;
  if (notice.kind !== 'reminder') {
    return { changeIds: [...entry.changeIds, ...joining.flatMap(({ changeIds }) => changeIds)] };
  }
  const numbers = joining.flatMap((row) => (row.notice.kind === 'reminder' ? row.notice.numbers : []));
  return { notice: { ...notice, numbers: [...new Set([...notice.numbers, ...numbers])] } };
}
