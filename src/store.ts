import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { requestsOn } from './change-requests/repository.ts';
import { type SentMessages, sentMessagesOn } from './delivery/mongo/sentMessages.ts';
import { subscriptionModelOn } from './delivery/mongo/subscriptionRows.ts';
import { subscriptionsOn } from './delivery/mongo/subscriptions.ts';
import { suspensionOn } from './delivery/mongo/suspension.ts';
import { wakesOn } from './delivery/mongo/wakes.ts';
import { type Workspaces, workspacesOn } from './delivery/mongo/workspaces.ts';
import type { Subscriptions } from './delivery/subscription.ts';
import { bringsReaders, type Wake, wakeFor, wakesOf } from './history/audience.ts';
import type { ChangeSet } from './history/changeSet.ts';
import { type Changes, changesOn } from './history/repository.ts';
import type { Saved, Store } from './history/store.ts';
import type { HomeBook } from './home/home.ts';
import { homesOn } from './home/repository.ts';
import { milestonesOn } from './milestones/repository.ts';
import { batched } from './platform/mongo/batch.ts';
import { isDatabaseAway } from './platform/mongo/connection.ts';
import { inTransaction, OutcomeUnknown, pause } from './platform/mongo/transaction.ts';
import { type Projects, projectsOn } from './projects/repository.ts';

/** What delivery reads and writes beside what the verbs do. */
export type DeliveryStore = {
  readonly subscriptions: Subscriptions;
  readonly entriesAfter: Changes['entriesAfter'];
  readonly recordSent: SentMessages['record'];
  readonly homeBook: HomeBook;
  readonly recordBoard: Projects['recordBoard'];
  readonly recordBoardGone: Projects['recordBoardGone'];
  readonly boardTierOf: Workspaces['boardTierOf'];
  readonly recordTableRefused: Workspaces['recordTableRefused'];
  readonly tellUnpinned: ReturnType<typeof suspensionOn>['tellUnpinned'];
};

class StaleError extends Error {}

/** How many changes one transaction takes: few commands for each, and soon out of the way of others. */
const TOGETHER = 20;

/** Indexes of a duplicate key that say "this request again"; any other says "someone was quicker". */
function isRequestKey(error: { keyPattern?: object; message: string }): boolean {
  return error.keyPattern ? 'idempotencyKey' in error.keyPattern : error.message.includes('idempotencyKey');
}

export function storeOn(connection: Connection): Store & DeliveryStore & { readonly prepare: () => Promise<void> } {
  const newId = () => new mongoose.Types.ObjectId().toHexString();
  const projects = projectsOn(connection);
  const milestones = milestonesOn(connection);
  const changes = changesOn(connection);
  const requests = requestsOn(connection);
  const workspaces = workspacesOn(connection);
  const sent = sentMessagesOn(connection);
  const subscriptionModel = subscriptionModelOn(connection);
  const subscriptions = subscriptionsOn(subscriptionModel);
  const { wake, followProjects } = wakesOn(subscriptionModel);
  const homes = homesOn(connection, followProjects);
  const { suspend, recordFailure, passOn, resume, statusOf, ...channels } = suspensionOn({
    connection,
    model: subscriptionModel,
    projects,
    changes,
    sent,
    wake,
    newId,
  });

  /** As many commands for several change sets as for one, where they hold no requests. */
  async function write(changeSets: readonly ChangeSet[], tries: 'until settled' | 'once'): Promise<void> {
    // Before the transaction, which is to be short.
    const newcomers = await newReaders(changeSets.filter(bringsReaders));
    const work = async (session: ClientSession) => {
      const saved = changeSets.map(({ project }) => project);
      if (!(await projects.save(saved, session))) throw new StaleError();
      const all = changeSets.flatMap((changeSet) => changeSet.milestones);
      if (!(await milestones.save(all, session))) throw new StaleError();
      for (const request of changeSets.flatMap((changeSet) => changeSet.requests ?? [])) {
        if (!(await requests.save(request, session))) throw new StaleError();
      }
      await log(changeSets, newcomers, session);
    };
    await inTransaction(connection, work, tries);
  }

  /** Entries that one command wrote have one moment. */
  async function log(
    changeSets: readonly ChangeSet[],
    newcomers: readonly Wake[],
    session: ClientSession,
  ): Promise<void> {
    const [first] = changeSets;
    if (first === undefined) return;
    await changes.insert(changeSets, session);
    const following = changeSets.flatMap(({ project, changes: entries }) => {
      const latest = entries.at(-1)?.seq;
      return latest === undefined ? [] : [{ projectId: project.id, latest }];
    });
    await wake([...changeSets.flatMap(wakesOf), ...newcomers], following, first.at, session);
  }

  /** The Homes that are to show a project for the first time. */
  async function newReaders(changeSets: readonly ChangeSet[]): Promise<readonly Wake[]> {
    const wakes = changeSets.map(async (changeSet) => {
      const readers = await homes.book.readersOf(changeSet.project);
      return readers.flatMap(({ userId }) => wakeFor(`home:${userId}`, changeSet));
    });
    return (await Promise.all(wakes)).flat();
  }

  async function writeReminders(changeSets: readonly ChangeSet[], session: ClientSession): Promise<void> {
    const telling = changeSets.filter(({ changes: entries }) => entries.length > 0);
    if (
      !(await projects.save(
        telling.map(({ project }) => project),
        session,
      ))
    )
      throw new StaleError();
    const all = changeSets.flatMap((each) => each.milestones);
    if (!(await milestones.save(all, session))) throw new StaleError();
    await log(telling, [], session);
  }

  /**
   * One transaction for what is to be saved while the one before is under way, tried once. `alone`: each is to be saved by
   * itself, where one of them was too late, say. Of several for one project only the first can be in time.
   */
  const saveWithOthers = batched<ChangeSet, Saved | 'alone' | 'unknown'>(async (changeSets) => {
    const first = new Map(changeSets.toReversed().map((changeSet) => [changeSet.project.id, changeSet]));
    const saved = await write([...first.values()], 'once').then(
      () => 'saved' as const,
      (error: unknown) => {
        if (error instanceof OutcomeUnknown) return 'unknown';
        if (isDatabaseAway(error)) throw error;
        return 'alone';
      },
    );
    return changeSets.map((changeSet) => (first.get(changeSet.project.id) === changeSet ? saved : 'stale'));
  }, TOGETHER);

  async function saveAlone(changeSet: ChangeSet): Promise<Saved> {
    try {
      await write([changeSet], 'until settled');
      return 'saved';
    } catch (error) {
      if (error instanceof StaleError) return 'stale';
      if (error instanceof OutcomeUnknown) return lookUp(changeSet);
      if (isDuplicateKey(error)) return isRequestKey(error) ? 'repeated' : 'stale';
      throw error;
    }
  }

  /** After a commit whose answer was lost, as soon as the database answers again. */
  async function lookUp({ idempotencyKey }: ChangeSet): Promise<Saved> {
    for (;;) {
      try {
        // Where nothing is found nothing was saved: then what is stored now is decided on afresh.
        return (await changes.ofRequest(idempotencyKey)).length > 0 ? 'saved' : 'stale';
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        await pause();
      }
    }
  }

  return {
    subscriptions: { ...subscriptions, suspend, recordFailure, passOn },
    newId,
    projectInChannel: projects.inChannel,
    projectById: projects.byId,
    projectsByIds: projects.byIds,
    projectsToJudge: projects.toJudge,
    putOffJudging: projects.putOffJudging,
    milestonesOf: milestones.ofProject,
    milestone: milestones.one,
    milestonesToRemind: milestones.toRemind,
    milestonesNumbered: milestones.numbered,
    projectsOfPerson: projects.ofPerson,
    liveProjects: projects.live,
    milestonesOfProjects: milestones.ofProjects,
    homeBook: homes.book,
    request: requests.byId,
    openRequestsBy: requests.countOpenBy,
    changesOfRequest: changes.ofRequest,
    entriesAfter: changes.entriesAfter,
    recordSent: sent.record,
    changesOfMilestone: changes.ofMilestone,
    historyOf: changes.history,
    lastRequestOf: changes.lastRequestOf,
    isMessageOf: sent.isOf,
    deliveryStatus: statusOf,
    resumeDelivery: resume,
    ...channels,
    unnamedProjects: projects.unnamed,
    saveNames: projects.saveNames,
    stoppedWorkspaces: workspaces.stopped,
    stopWorkspace: workspaces.stop,
    goOnInWorkspace: workspaces.goOn,
    recordBoard: projects.recordBoard,
    recordBoardGone: projects.recordBoardGone,
    wakeBoards: subscriptions.wakeBoards,
    boardTierOf: workspaces.boardTierOf,
    recordTableRefused: workspaces.recordTableRefused,
    async save(changeSet): Promise<Saved> {
      const saved = await saveWithOthers(changeSet);
      if (saved === 'alone') return saveAlone(changeSet);
      return saved === 'unknown' ? lookUp(changeSet) : saved;
    },
    async saveReminders(changeSets) {
      try {
        await inTransaction(connection, (session) => writeReminders(changeSets, session));
        return 'saved';
      } catch (error) {
        // Where the outcome is not known, what is still due is found again, and nothing else.
        if (error instanceof StaleError || error instanceof OutcomeUnknown) return 'stale';
        throw error;
      }
    },
    /** Creates the indexes that are missing, and with them their collections, before any transaction needs them. */
    async prepare() {
      for (const model of [
        projects.model,
        milestones.model,
        changes.model,
        requests.model,
        workspaces.model,
        homes.model,
        sent.model,
        subscriptionModel,
      ]) {
        await model.createIndexes();
      }
    },
  };
}

function isDuplicateKey(error: unknown): error is Error & { keyPattern?: object } {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
