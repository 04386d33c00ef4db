import mongoose, { type Connection } from 'mongoose';
import type { ChangeSet } from '../domain/changeSet.ts';
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

/** Indexes of a duplicate key that say "this request again"; any other says "someone was quicker". */
function isRequestKey(error: { keyPattern?: object; message: string }): boolean {
  return error.keyPattern ? 'requestId' in error.keyPattern : error.message.includes('requestId');
}

export function storeOn(connection: Connection): Store & DeliveryStore & { readonly prepare: () => Promise<void> } {
  const projects = projectsOn(connection);
  const milestones = milestonesOn(connection);
  const changes = changesOn(connection);
  const requests = requestsOn(connection);
  const workspaces = workspacesOn(connection);
  const homes = homesOn(connection);
  const newId = () => new mongoose.Types.ObjectId().toHexString();
  const outbox = outboxOn(connection, newId);

  /** As many commands for several change sets as for one, where they hold neither history nor requests. */
  async function write(changeSets: readonly ChangeSet[]): Promise<void> {
    await inTransaction(connection, async (session) => {
      const saved = changeSets.map(({ project }) => project);
      if (!(await projects.save(saved, session))) throw new StaleError();
      const all = changeSets.flatMap((changeSet) => changeSet.milestones);
      if (!(await milestones.save(all, session))) throw new StaleError();
      for (const request of changeSets.flatMap((changeSet) => changeSet.requests ?? [])) {
        if (!(await requests.save(request, session))) throw new StaleError();
      }
      for (const changeSet of changeSets) await changes.insert(changeSet.changes, changeSet.requestId, session);
      await outbox.enqueue(changeSets, session);
    });
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
      try {
        await write([changeSet]);
        return 'saved';
      } catch (error) {
        if (error instanceof StaleError) return 'stale';
        if (error instanceof OutcomeUnknown) return lookUp(changeSet);
        if (isDuplicateKey(error)) return isRequestKey(error) ? 'repeated' : 'stale';
        throw error;
      }
    },
    async saveTogether(changeSets) {
      try {
        await write(changeSets);
        return 'saved';
      } catch (error) {
        // Where the outcome is not known, whoever saves one by one meets the versions that are stored.
        if (error instanceof StaleError || error instanceof OutcomeUnknown || isDuplicateKey(error)) return 'none';
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
