import type { ClientSession } from 'mongoose';
import { subscriptionId, type Wake } from '../../history/audience.ts';
import { idOf, partsOf } from '../../history/audienceKey.ts';
import type { HomeReader } from '../../home/home.ts';
import { AT_ONCE, type SubscriptionModel } from './subscriptionRows.ts';

/** Subscriptions as whoever saves sees them: something is to be delivered. */
export function wakesOn(model: SubscriptionModel) {
  return {
    /** `homes`: projects whose Homes follow, each with the newest `seq` of its log. */
    async wake(
      wakes: readonly Wake[],
      homes: readonly { readonly projectId: string; readonly latest: number }[],
      now: Date,
      session: ClientSession,
    ): Promise<void> {
      const writes = [
        ...wakes.flatMap((wake) => [...wakeIdle(wake, now), noteEntry(wake, now)]),
        ...homes.flatMap((each) => wakeHomes(each, now)),
      ];
      if (writes.length > 0) await model.bulkWrite(writes, { session });
    },
    /** A Home follows these projects from now on. */
    async followProjects({ teamId, userId }: HomeReader, projectIds: readonly string[], now: Date): Promise<void> {
      const key = `home:${userId}` as const;
      const writes = projectIds.map((projectId) => {
        const isNew = { projectId, teamId, key, stream: 'home' as const, receiver: userId, isPerson: true, ...IDLE };
        const times = { readyAt: AT_ONCE, setAt: now, dueAt: now };
        const filter = { _id: subscriptionId(projectId, key) };
        return { updateOne: { filter, update: { $setOnInsert: { ...isNew, ...times } }, upsert: true } };
      });
      if (writes.length > 0) await model.bulkWrite(writes, { ordered: false });
    },
  };
}

const IDLE = { cursor: 0, latest: 0, pending: false, attempts: 0 };

/** Those at rest are to be drawn; those that are being drawn learn that there is more. */
function wakeHomes({ projectId, latest }: { readonly projectId: string; readonly latest: number }, now: Date) {
  const ofProject = { projectId, stream: 'home' as const };
  const awake = { $set: { latest, pending: true, readyAt: now, setAt: now, dueAt: now } };
  return [
    { updateMany: { filter: { ...ofProject, pending: false }, update: awake } },
    { updateMany: { filter: { ...ofProject, pending: true }, update: { $set: { latest } } } },
  ];
}

/** An idle one begins at the new entry; what keeps the distance to its last message stays: `readyAt` only moves forward. */
function wakeIdle({ id, firstSeq, dueAt }: Wake, now: Date) {
  const awake = { pending: true, dueAt, cursor: firstSeq - 1 };
  const idle = { _id: id, pending: false };
  return [
    {
      updateOne: {
        filter: { ...idle, readyAt: { $lte: dueAt } },
        update: { $set: { ...awake, readyAt: dueAt, setAt: now } },
      },
    },
    { updateOne: { filter: idle, update: { $set: awake } } },
  ];
}

/** A busy one learns that there is more; where there is none yet it begins with this entry. */
function noteEntry({ id, projectId, teamId, key, receiver, firstSeq, lastSeq, dueAt }: Wake, now: Date) {
  const isNew = {
    projectId,
    teamId,
    key,
    stream: partsOf(key).stream,
    receiver: idOf(receiver),
    isPerson: 'userId' in receiver,
    cursor: firstSeq - 1,
    pending: true,
    readyAt: dueAt,
    setAt: now,
    dueAt,
    attempts: 0,
  };
  // Whoever saves holds the project: the newest entry of its log is saved last.
  const update = { $set: { latest: lastSeq }, $setOnInsert: isNew };
  return { updateOne: { filter: { _id: id }, update, upsert: true } };
}
