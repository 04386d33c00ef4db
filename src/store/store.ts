import mongoose, { type ClientSession, type Connection } from 'mongoose';
import type { ChangeSet, Reminders } from '../domain/changeSet.ts';
import type { HomeBook } from '../domain/home.ts';
import type { Outbox } from '../domain/outbox.ts';
import type { Saved, Store } from '../domain/ports.ts';
import { type Changes, changesOn } from './changes.ts';
import { isDatabaseAway } from './connection.ts';
import { homesOn } from './homes.ts';
import { milestonesOn } from './milestones.ts';
import { outboxOn } from './outbox.ts';
import { type Projects, projectsOn } from './projects.ts';
import { requestsOn } from './requests.ts';
import { together } from './together.ts';
import { inTransaction, OutcomeUnknown, pause } from './transaction.ts';
import { type Workspaces, workspacesOn } from './workspaces.ts';

/** What delivery reads and writes beside the outbox itself. */
export type DeliveryStore = {
  readonly outbox: Outbox;
  readonly changesByIds: Changes['byIds'];
  readonly homeBook: HomeBook;
  readonly recordBoard: Projects['recordBoard'];
  readonly recordBoardGone: Projects['recordBoardGone'];
  readonly boardTierOf: Workspaces['boardTierOf'];
  readonly recordTableRefused: Workspaces['recordTableRefused'];
};

class StaleError extends Error {}

/** How many changes one transaction takes: few commands for each, and soon out of the way of others. */
const TOGETHER = 20;

/** Indexes of a duplicate key that say "this request again"; any other says "someone was quicker". */
function isRequestKey(error: { keyPattern?: object; message: string }): boolean {
  return error.keyPattern ? 'requestId' in error.keyPattern : error.message.includes('requestId');
}

export function storeOn(connection: Connection): Store & DeliveryStore & { readonly prepare: () => Promise<void> } {
  const newId = () => new mongoose.Types.ObjectId().toHexString();
  const projects = projectsOn(connection);
  const milestones = milestonesOn(connection);
  const changes = changesOn(connection);
  const requests = requestsOn(connection);
  const workspaces = workspacesOn(connection);
  const homes = homesOn(connection);
  const outbox = outboxOn(connection, newId);

  /** As many commands for several change sets as for one, where they hold no requests. */
  async function write(changeSets: readonly ChangeSet[], tries: 'until settled' | 'once'): Promise<void> {
    const work = async (session: ClientSession) => {
      const saved = changeSets.map(({ project }) => project);
      if (!(await projects.save(saved, session))) throw new StaleError();
      const all = changeSets.flatMap((changeSet) => changeSet.milestones);
      if (!(await milestones.save(all, session))) throw new StaleError();
      for (const request of changeSets.flatMap((changeSet) => changeSet.requests ?? [])) {
        if (!(await requests.save(request, session))) throw new StaleError();
      }
      await changes.insert(changeSets, session);
      await outbox.enqueue(changeSets, session);
    };
    await inTransaction(connection, work, tries);
  }

  async function writeReminders(reminders: readonly Reminders[], session: ClientSession): Promise<void> {
    const all = reminders.flatMap((each) => each.milestones);
    if (!(await milestones.save(all, session))) throw new StaleError();
    await outbox.enqueue(reminders, session);
  }

  /**
   * One transaction for what is to be saved while the one before is under way, tried once. `alone`: each is to be saved by
   * itself, where one of them was too late, say. Of several for one project only the first can be in time.
   */
  const saveWithOthers = together<ChangeSet, Saved | 'alone' | 'unknown'>(async (changeSets) => {
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
  async function lookUp({ requestId }: ChangeSet): Promise<Saved> {
    for (;;) {
      try {
        // Where nothing is found nothing was saved: then what is stored now is decided on afresh.
        return (await changes.ofRequest(requestId)).length > 0 ? 'saved' : 'stale';
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        await pause();
      }
    }
  }

  return {
    outbox: outbox.port,
    newId,
    projectInChannel: projects.inChannel,
    projectById: projects.byId,
    projectsByIds: projects.byIds,
    milestonesOf: milestones.ofProject,
    milestone: milestones.one,
    milestonesToRemind: milestones.toRemind,
    milestonesNumbered: milestones.numbered,
    projectsOfPerson: projects.ofPerson,
    liveProjects: projects.live,
    milestonesOfProjects: milestones.ofProjects,
    homeBook: homes.book,
    request: requests.byId,
    changesOfRequest: changes.ofRequest,
    changesByIds: changes.byIds,
    changesOfMilestone: changes.ofMilestone,
    recentChanges: changes.recent,
    lastRequestOf: changes.lastRequestOf,
    deliveryStanding: ({ id, teamId }, receivers, since) => outbox.standingOf(teamId, id, receivers, since),
    resumeDelivery: outbox.resume,
    stoppedWorkspaces: workspaces.stopped,
    stopWorkspace: workspaces.stop,
    goOnInWorkspace: workspaces.goOn,
    recordBoard: projects.recordBoard,
    recordBoardGone: projects.recordBoardGone,
    boardsToRefresh: projects.boardsToRefresh,
    boardTierOf: workspaces.boardTierOf,
    recordTableRefused: workspaces.recordTableRefused,
    async save(changeSet): Promise<Saved> {
      const saved = await saveWithOthers(changeSet);
      if (saved === 'alone') return saveAlone(changeSet);
      return saved === 'unknown' ? lookUp(changeSet) : saved;
    },
    async saveReminders(reminders) {
      try {
        await inTransaction(connection, (session) => writeReminders(reminders, session));
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
        ...outbox.models,
      ]) {
        await model.createIndexes();
      }
    },
  };
}

function isDuplicateKey(error: unknown): error is Error & { keyPattern?: object } {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
