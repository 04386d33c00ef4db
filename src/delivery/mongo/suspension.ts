import type { ClientSession, Connection } from 'mongoose';
import { subscriptionId, type Wake } from '../../history/audience.ts';
import { idOf } from '../../history/audienceKey.ts';
import { type DeliveryKind, type LogEntry, MILEPOST, type Undelivered } from '../../history/change.ts';
import type { Changes } from '../../history/repository.ts';
import { seqOf } from '../../history/seq.ts';
import { inTransaction } from '../../platform/mongo/transaction.ts';
import type { Project } from '../../projects/project.ts';
import type { Projects } from '../../projects/repository.ts';
import type { Claim, DeliveryStatus, Subscriptions } from '../subscription.ts';
import type { SentMessages } from './sentMessages.ts';
import { AT_ONCE, NEVER, type SubscriptionModel, type SubscriptionRow } from './subscriptionRows.ts';
import { waitingOf } from './waitingOf.ts';

type Parts = {
  readonly connection: Connection;
  readonly model: SubscriptionModel;
  readonly projects: Projects;
  readonly changes: Changes;
  readonly sent: SentMessages;
  readonly wake: (wakes: readonly Wake[], homes: readonly [], now: Date, session: ClientSession) => Promise<void>;
  readonly newId: () => string;
};

type Of = { readonly teamId: string; readonly projectId: string };

/** An admin hears of failed messages of a project so often. */
const A_DAY_MS = 86_400_000;

/** Readers whom Slack does not let the app reach, and what becomes of them. */
export function suspensionOn({ connection, model, projects, changes, sent, wake, newId }: Parts) {
  /** Tells the first of several admins whose own notices are not suspended. */
  async function tellAdmin(
    kind: DeliveryKind,
    { teamId, projectId, ...trouble }: Of & Omit<Undelivered, 'adminUserId'>,
    admins: readonly string[],
    now: Date,
    session: ClientSession,
    idempotencyKey = `told:${newId()}`,
  ): Promise<void> {
    const held = await model
      .find({ teamId, receiver: { $in: [...admins] }, suspendedAt: { $exists: true } }, { receiver: 1 }, { session })
      .lean<Pick<SubscriptionRow, 'receiver'>[]>();
    const adminUserId = admins.find((userId) => !held.some((row) => row.receiver === userId));
    if (adminUserId === undefined) return;
    const version = await projects.raiseVersion(projectId, session);
    if (version === undefined) return;
    const key = `notices:${adminUserId}` as const;
    const seq = seqOf(version, 0);
    const entry: LogEntry = {
      id: newId(),
      projectId,
      seq,
      kind,
      by: MILEPOST,
      at: now,
      undelivered: { ...trouble, adminUserId },
      audience: [key],
    };
    await changes.insert([{ changes: [entry], idempotencyKey }], session);
    const id = subscriptionId(projectId, key);
    const to = { userId: adminUserId };
    await wake(
      [{ id, projectId, teamId, key, receiver: to, firstSeq: seq, lastSeq: seq, dueAt: now }],
      [],
      now,
      session,
    );
  }

  /** The same in a transaction of its own, and once for each key. */
  async function tellOnce(
    kind: DeliveryKind,
    trouble: Of & Omit<Undelivered, 'adminUserId'>,
    idempotencyKey: string,
    admins: readonly string[],
    now: Date,
  ): Promise<void> {
    if ((await changes.ofRequest(idempotencyKey)).length > 0) return;
    await inTransaction(connection, (session) => tellAdmin(kind, trouble, admins, now, session, idempotencyKey));
  }

  const port: Pick<Subscriptions, 'suspend' | 'recordFailure' | 'passOn'> = {
    async suspend({ subscription, token }, { reason, isUncertain, admins }, now) {
      const { id, teamId, projectId, receiver } = subscription;
      await inTransaction(connection, async (session) => {
        const certain = isUncertain ? {} : { startedAt: 1, repeatFrom: 1 };
        const { matchedCount } = await model.updateOne(
          { _id: id, owner: token },
          { $set: { suspendedAt: now, reason, readyAt: NEVER, setAt: now }, $unset: { owner: 1, ...certain } },
          { session },
        );
        // Lost to another process: that one decides.
        if (matchedCount === 0) return;
        const others = { projectId, receiver: idOf(receiver), suspendedAt: { $exists: true }, _id: { $ne: id } };
        if ((await model.countDocuments(others, { session })) > 0) {
          // Of two at the same moment one is to see the other: both write here.
          await projects.raiseVersion(projectId, session);
          return;
        }
        await tellAdmin('delivery-suspended', { teamId, projectId, receiver, reason }, admins, now, session);
      });
    },
    async recordFailure(failed, { subscription }, admins) {
      const { id, projectId, reason = '', at } = failed;
      const { teamId, receiver } = subscription;
      await inTransaction(connection, async (session) => {
        // Of two at the same moment one is to see the other: both write here.
        await projects.raiseVersion(projectId, session);
        const lately = await sent.failedSince(projectId, new Date(at.getTime() - A_DAY_MS), session);
        const isNews = await sent.recordFailed(failed, session);
        if (!isNews || lately.length > 0) return;
        const trouble = { teamId, projectId, receiver, reason, messageId: id };
        await tellAdmin('delivery-failed', trouble, admins, at, session);
      });
    },
    async passOn(claim, { kind, undelivered, seq }, admins, now) {
      const isFailed = kind === 'delivery-failed';
      await inTransaction(connection, async (session) => {
        if (undelivered === undefined || !(await skip(claim, seq, now, session))) return;
        const { teamId, projectId } = claim.subscription;
        const trouble = { teamId, projectId, ...undelivered };
        await tellAdmin(isFailed ? 'delivery-failed' : 'delivery-suspended', trouble, admins, now, session);
      });
    },
  };

  /** Moves the cursor over one entry, inside a transaction. False where the lease was lost. */
  async function skip(
    { subscription, token }: Claim,
    seq: number,
    now: Date,
    session: ClientSession,
  ): Promise<boolean> {
    const pending = seq < subscription.latest;
    const { matchedCount } = await model.updateOne(
      { _id: subscription.id, owner: token, latest: subscription.latest },
      {
        $set: { cursor: seq, pending, readyAt: now, setAt: now, attempts: 0 },
        $unset: { owner: 1, startedAt: 1, repeatFrom: 1, reason: 1 },
      },
      { session },
    );
    return matchedCount === 1;
  }

  /** At once. A subscription that a process is at work on is left to it. */
  async function takeUp(concerned: object, now: Date): Promise<void> {
    const free = { ...concerned, owner: { $exists: false } };
    const again = { $set: { readyAt: AT_ONCE, setAt: now, dueAt: now }, $unset: { suspendedAt: 1, reason: 1 } };
    await model.updateMany({ ...free, pending: true }, again);
    // With nothing to deliver it waits no more either.
    await model.updateMany({ ...free, suspendedAt: { $exists: true } }, again);
  }

  return {
    ...port,
    /** Slack says that nothing reaches a channel any more. A process that is at work on it meets that by itself. */
    async suspendChannel(
      { id: projectId, teamId, channelId }: Pick<Project, 'id' | 'teamId' | 'channelId'>,
      reason: string,
      admins: readonly string[],
      now: Date,
    ): Promise<void> {
      await inTransaction(connection, async (session) => {
        const ofChannel = { projectId, receiver: channelId };
        const told = await model.countDocuments({ ...ofChannel, suspendedAt: { $exists: true } }, { session });
        const others = { ...ofChannel, suspendedAt: { $exists: false } };
        const idle = { ...others, owner: { $exists: false } };
        await model.updateMany(idle, { $set: { suspendedAt: now, reason, readyAt: NEVER, setAt: now } }, { session });
        await model.updateMany(others, { $set: { suspendedAt: now, reason } }, { session });
        if (told > 0) return;
        await tellAdmin(
          'delivery-suspended',
          { teamId, projectId, receiver: { channelId }, reason },
          admins,
          now,
          session,
        );
      });
    },
    /** People of another workspace do not see the channel any more: an admin hears of it, once for each event. */
    async tellUnshared(
      { id: projectId, teamId, channelId }: Pick<Project, 'id' | 'teamId' | 'channelId'>,
      eventId: string,
      admins: readonly string[],
      now: Date,
    ): Promise<void> {
      await tellOnce(
        'channel-unshared',
        { teamId, projectId, receiver: { channelId }, reason: 'channel_unshared' },
        `event:${eventId}`,
        admins,
        now,
      );
    },
    /** Slack takes no pin for a board: an admin hears of it, once for each board. */
    async tellUnpinned(
      { id: projectId, teamId, channelId }: Pick<Project, 'id' | 'teamId' | 'channelId'>,
      { ts, reason }: { readonly ts: string; readonly reason: string },
      admins: readonly string[],
      now: Date,
    ): Promise<void> {
      await tellOnce(
        'board-unpinned',
        { teamId, projectId, receiver: { channelId }, reason },
        `unpinned:${projectId}:${ts}`,
        admins,
        now,
      );
    },
    /** A channel has another id from now on: what was for the old one is for the new one. */
    async moveChannel(teamId: string, from: string, to: string): Promise<void> {
      await inTransaction(connection, async (session) => {
        if ((await projects.moveChannel(teamId, from, to, session)) === 0) return;
        await model.updateMany({ teamId, receiver: from }, { $set: { receiver: to } }, { session });
        await sent.moveChannel(from, to, session);
      });
    },
    /** Takes up again at once what is suspended, or waits for another try: of the project, and at its receivers elsewhere. */
    async resume(
      { id, teamId }: Pick<Project, 'id' | 'teamId'>,
      receivers: readonly string[],
      now: Date,
    ): Promise<void> {
      await takeUp({ $or: [{ projectId: id }, { teamId, receiver: { $in: [...receivers] } }] }, now);
    },
    async resumeChannel({ teamId, channelId }: Pick<Project, 'teamId' | 'channelId'>, now: Date): Promise<void> {
      await takeUp({ teamId, receiver: channelId, suspendedAt: { $exists: true } }, now);
    },
    async statusOf(projectId: string, since: Date, now: Date): Promise<DeliveryStatus> {
      const rows = await model.find({ projectId, pending: true, stream: { $ne: 'home' } }).lean<SubscriptionRow[]>();
      const from = Math.min(...rows.map(({ cursor }) => cursor));
      const log = rows.length > 0 ? await changes.audiencesAfter(projectId, from) : [];
      const failed = await sent.failedSince(projectId, since);
      return { waiting: rows.flatMap((row) => waitingOf(row, log, now)), failed };
    },
  };
}
