import type { ClientSession, Connection } from 'mongoose';
import type { Notice } from '../domain/changeSet.ts';
import type { DeliveryStanding, LaneLoad, Outbox } from '../domain/outbox.ts';
import type { lanesOn } from './lanes.ts';
import { laneKeysOf, queue } from './outboxQueue.ts';
import { entryOf, type OutboxModel, type OutboxRow } from './outboxRows.ts';
import { inTransaction } from './transaction.ts';

/** Of what was tried, or failed: as much as an admin reads. */
const SHOWN = 200;

type Waiting = Pick<OutboxRow, 'laneId' | 'createdAt' | 'notBefore'>;

function loadsOf(waiting: readonly Waiting[]): readonly LaneLoad[] {
  const loads = new Map<string, LaneLoad>();
  for (const { laneId, createdAt, notBefore } of waiting) {
    const { count, oldestAt, notBefore: known } = loads.get(laneId) ?? { count: 0, oldestAt: createdAt };
    const oldest = createdAt < oldestAt ? createdAt : oldestAt;
    loads.set(laneId, { laneId, count: count + 1, oldestAt: oldest, notBefore: laterOf(known, notBefore) });
  }
  return [...loads.values()];
}

function laterOf(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

/** Lanes that are laid aside because Slack does not let the app reach their receiver, and what becomes of them. */
export function parkingOn(
  connection: Connection,
  model: OutboxModel,
  lanes: ReturnType<typeof lanesOn>,
  newId: () => string,
) {
  async function firstNotHeld(teamId: string, admins: readonly string[], session: ClientSession) {
    const laneOf = (userId: string) => `${teamId}:${userId}`;
    const held = await lanes.parkedAmong(admins.map(laneOf), session);
    return admins.find((userId) => !held.includes(laneOf(userId)));
  }

  const parking: Pick<Outbox, 'park' | 'passOn'> = {
    async park({ lane, entry, owner, reason, isUncertain }, admins, now) {
      await inTransaction(connection, async (session) => {
        // Lost to another process: that one decides.
        if (!(await lanes.park(lane, owner, reason, now, session))) return;
        const certain = isUncertain ? {} : { $unset: { repeatFrom: 1 } };
        const parked = { $set: { state: 'parked', reason }, ...certain };
        await model.updateOne({ _id: entry.id, unfinished: true }, parked, { session });
        const { teamId, to } = lane;
        const { projectId } = entry;
        if (!(await lanes.isFirstToTell(lane, projectId, now, session))) return;
        const admin = await firstNotHeld(teamId, admins, session);
        if (admin === undefined) return;
        const notice: Notice = { kind: 'parked', to: { userId: admin }, receiver: to, reason };
        const owed = { teamId, projectId, laneKey: admin, to: notice.to, notices: [notice], changeIds: [], at: now };
        await queue(model, lanes, newId, [owed], session);
      });
    },
    async passOn(entry, { teamId }, { next, reason }, now) {
      await inTransaction(connection, async (session) => {
        const dropped = { state: 'dropped', reason, failed: true, unfinished: false, finishedAt: now };
        const { matchedCount } = await model.updateOne(
          { _id: entry.id, unfinished: true },
          { $set: dropped },
          { session },
        );
        if (matchedCount === 0 || entry.notice.kind !== 'parked') return;
        const admin = await firstNotHeld(teamId, next, session);
        if (admin === undefined) return;
        const { projectId } = entry;
        const to = { userId: admin };
        const notices = [{ ...entry.notice, to }];
        const owed = { teamId, projectId, laneKey: admin, to, notices, changeIds: [], at: now };
        await queue(model, lanes, newId, [owed], session);
      });
    },
  };

  return {
    ...parking,
    /** Takes up again at once what is parked, or waits for another try, at a receiver. */
    async resume(teamId: string, receivers: readonly string[]): Promise<void> {
      await inTransaction(connection, async (session) => {
        for (const receiver of receivers) {
          const laneId = { $in: [...(await lanes.resume(teamId, receiver, session))] };
          const parked = { laneId, unfinished: true, state: 'parked' as const };
          const uncertain = { ...parked, repeatFrom: { $exists: true } };
          await model.updateMany(uncertain, { $set: { state: 'unknown' } }, { session });
          await model.updateMany(parked, { $set: { state: 'queued' } }, { session });
        }
      });
    },
    async standingOf(
      teamId: string,
      projectId: string,
      receivers: readonly string[],
      since: Date,
    ): Promise<DeliveryStanding> {
      const laneIds = receivers.flatMap((receiver) => laneKeysOf(receiver, projectId).map((key) => `${teamId}:${key}`));
      const left = { laneId: { $in: laneIds }, unfinished: true, projectId };
      const [found, waiting, tried, failed] = await Promise.all([
        lanes.standings(laneIds),
        model.find(left, { laneId: 1, createdAt: 1, notBefore: 1 }).lean<Waiting[]>(),
        model
          .find({ ...left, reason: { $exists: true } })
          .sort({ seq: 1 })
          .limit(SHOWN)
          .lean<OutboxRow[]>(),
        model
          .find({ projectId, failed: true, finishedAt: { $gte: since } })
          .sort({ finishedAt: -1 })
          .limit(SHOWN)
          .lean<OutboxRow[]>(),
      ]);
      return { lanes: found, loads: loadsOf(waiting), tried: tried.map(entryOf), failed: failed.map(entryOf) };
    },
  };
}
