import { CLOCKS_APART_MS } from '../../core/clock.ts';
import { batched } from '../../platform/mongo/batch.ts';
import { type Claim, type ClaimRequest, LeaseLostError, type Subscriptions } from '../subscription.ts';
import { AT_ONCE, fromRow, NEVER, type SubscriptionModel, type SubscriptionRow } from './subscriptionRows.ts';

type Own = Omit<Subscriptions, 'suspend' | 'recordFailure' | 'passOn'>;

/** Subscriptions as a worker sees them: claimed, given back, put off. */
export function subscriptionsOn(model: SubscriptionModel): Own {
  /** One write of whoever holds the lease. */
  async function write(claim: Claim, update: object, also: object = {}): Promise<boolean> {
    const held = { _id: claim.subscription.id, owner: claim.token, ...also };
    const { matchedCount } = await model.updateOne(held, update);
    return matchedCount === 1;
  }

  async function writeHeld(claim: Claim, update: object): Promise<void> {
    if (!(await write(claim, update))) throw new LeaseLostError(`${claim.subscription.id} was taken over`);
  }

  const claimFree = batched<ClaimRequest & { readonly id: string }, Claim | undefined>(async (asked) => {
    const [first] = asked;
    if (first === undefined) return [];
    const { token, leaseUntil, now } = first;
    const _id = { $in: asked.map(({ id }) => id) };
    const free = { pending: true, readyAt: { $lte: now }, owner: { $exists: false } };
    const update = { $set: heldBy(first) };
    if (asked.length === 1) {
      const row = await model
        .findOneAndUpdate({ _id: first.id, ...free }, update, { returnDocument: 'before' })
        .lean<SubscriptionRow>();
      return [row ? { subscription: fromRow(row), token, leaseUntil } : undefined];
    }
    await model.updateMany({ _id, ...free }, update);
    const rows = await model.find({ _id, owner: token }).lean<SubscriptionRow[]>();
    const claims = new Map(rows.map((row) => [row._id, { subscription: fromRow(row), token, leaseUntil }]));
    return asked.map(({ id }) => {
      const claim = claims.get(id);
      // Asked for twice at once, it is the first one's.
      claims.delete(id);
      return claim;
    });
  });

  const port: Own = {
    async soonest(exceptTeams, limit) {
      const others = exceptTeams.length > 0 ? { teamId: { $nin: [...exceptTeams] } } : {};
      const rows = await model
        .find({ pending: true, ...others })
        .sort({ readyAt: 1 })
        .limit(limit)
        .lean<SubscriptionRow[]>();
      return rows.map(fromRow);
    },
    async claim(id, request) {
      const claimed = await claimFree({ id, ...request });
      if (claimed) return claimed;
      const { now, token, leaseUntil } = request;
      const ready = { _id: id, pending: true, readyAt: { $lte: now } };
      const left = await model.findOne({ ...ready, owner: { $exists: true } }).lean<SubscriptionRow>();
      if (left === null) return undefined;
      // The process that held it died, and Slack may have its message.
      const startedAt = left.startedAt ?? left.claimedAt ?? now;
      const repeatFrom = left.repeatFrom && left.repeatFrom > left.readyAt ? left.repeatFrom : left.readyAt;
      const taken = { ...ready, owner: left.owner ?? '' };
      const { matchedCount } = await model.updateOne(taken, { $set: { ...heldBy(request), startedAt, repeatFrom } });
      return matchedCount === 0
        ? undefined
        : { subscription: { ...fromRow(left), startedAt, repeatFrom }, token, leaseUntil };
    },
    keep: (claim, leaseUntil, now) => writeHeld(claim, { $set: { readyAt: leaseUntil, setAt: now } }),
    async advance(claim, { cursor, notBefore, lookAt }, now) {
      const { latest } = claim.subscription;
      const given = {
        $set: { cursor, readyAt: notBefore, setAt: now, attempts: 0, ...(lookAt ? { lookAt } : {}) },
        // Whoever was reached is not suspended, whatever was heard meanwhile.
        $unset: { owner: 1, startedAt: 1, repeatFrom: 1, reason: 1, suspendedAt: 1, ...(lookAt ? {} : { lookAt: 1 }) },
      };
      const idle = { ...given, $set: { ...given.$set, pending: false } };
      // Where an entry was saved meanwhile, or a day has begun, it stays pending.
      const isDone = cursor >= latest && !(lookAt && lookAt <= now);
      if (isDone && (await write(claim, idle, { latest }))) return true;
      await writeHeld(claim, { ...given, $set: { ...given.$set, dueAt: now } });
      return false;
    },
    async pause(claim, { until, attempts, reason, uncertain, isPlanned = false }, now) {
      const due = isPlanned ? { dueAt: until } : {};
      const $set = { readyAt: until, setAt: now, attempts, ...due, ...(reason ? { reason } : {}), ...uncertain };
      const certain = uncertain ? {} : { startedAt: 1, repeatFrom: 1 };
      await writeHeld(claim, { $set, $unset: { owner: 1, ...certain } });
    },
    recordBoard: (claim, boardTs) => writeHeld(claim, { $set: { boardTs }, $inc: { posted: 1 } }),
    forgetBoard: (claim) => writeHeld(claim, { $unset: { boardTs: 1 } }),
    async putOff(later, now) {
      const writes = later.map(({ subscription: { id, readyAt }, until }) => ({
        updateOne: {
          filter: { _id: id, pending: true, readyAt },
          update: { $set: { readyAt: until, setAt: now } },
        },
      }));
      if (writes.length > 0) await model.bulkWrite(writes, { ordered: false });
    },
    async freeStale(now) {
      const stale = { pending: true, readyAt: { $gt: now, $lt: NEVER }, setAt: { $gt: after(now, CLOCKS_APART_MS) } };
      const { modifiedCount } = await model.updateMany(stale, {
        $set: { readyAt: AT_ONCE, setAt: now },
        $unset: { owner: 1 },
      });
      return modifiedCount;
    },
    async wakeBoards(now, limit) {
      const rows = await model
        .find(
          { lookAt: { $exists: true, $lte: now }, pending: false, suspendedAt: { $exists: false } },
          { _id: 1, projectId: 1 },
        )
        .sort({ lookAt: 1 })
        .limit(limit)
        .lean<Pick<SubscriptionRow, '_id' | 'projectId'>[]>();
      if (rows.length === 0) return 0;
      const awake = { $set: { pending: true, readyAt: now, setAt: now, dueAt: now } };
      const boards = { _id: { $in: rows.map(({ _id }) => _id) }, pending: false };
      const { modifiedCount } = await model.updateMany(boards, awake);
      // What a Home says of late and early is of one day, too.
      const homes = {
        projectId: { $in: rows.map(({ projectId }) => projectId) },
        stream: 'home' as const,
        pending: false,
      };
      await model.updateMany(homes, awake);
      return modifiedCount;
    },
    async end(claim) {
      await model.deleteOne({ _id: claim.subscription.id, owner: claim.token });
    },
    async counts() {
      const without = { $exists: false };
      // In the words of the index: with an instant in it, it serves a look at all that waits.
      const waiting = { pending: true, readyAt: { $gte: AT_ONCE } };
      const free = { ...waiting, suspendedAt: without, owner: without };
      const [queued, sending, unknown, parked] = await Promise.all([
        model.countDocuments({ ...free, startedAt: without }),
        model.countDocuments({ ...waiting, owner: { $exists: true } }),
        model.countDocuments({ ...free, startedAt: { $exists: true } }),
        model.countDocuments({ ...waiting, suspendedAt: { $exists: true } }),
      ]);
      return { queued, sending, unknown, parked };
    },
    async oldestDueAt(now) {
      const row = await model
        .find({ pending: true, readyAt: { $lt: NEVER }, dueAt: { $lte: now } })
        .sort({ dueAt: 1 })
        .limit(1)
        .lean<SubscriptionRow[]>();
      return row[0]?.dueAt;
    },
  };

  return port;
}

function heldBy({ now, token, leaseUntil }: ClaimRequest) {
  return { owner: token, readyAt: leaseUntil, setAt: now, claimedAt: now };
}

function after(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
