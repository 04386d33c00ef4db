import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { adminRoutes } from './adminRoutes.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/clock.ts';
import { askWhetherLetIn } from './delivery/letIn.ts';
import { messagesOn } from './delivery/messages.ts';
import { createDelivery } from './delivery/worker.ts';
import { wakesOf } from './history/audience.ts';
import { withSaveHooks } from './history/onSave.ts';
import { createHomes } from './home/publishHomes.ts';
import { publishHome } from './home/slack/home.ts';
import { inBackground, logFault } from './interactions/errorBoundary.ts';
import { answerLeft, openInHand } from './interactions/inHand.ts';
import { markSaved, markSaving, outsideInteractions } from './interactions/interaction.ts';
import type { Services } from './interactions/services.ts';
import { jobTable } from './jobs.ts';
import { EVENTS_PATH, openSlackDoor } from './listeners/bolt.ts';
import { createMetrics } from './metrics.ts';
import type { Routes } from './platform/httpServer.ts';
import { isDatabaseAway, isReachable } from './platform/mongo/connection.ts';
import { onOutage } from './platform/mongo/outage.ts';
import { createJobs } from './platform/scheduler/agenda.ts';
import { freeStaleTimes } from './platform/scheduler/staleTimes.ts';
import { createDirectory } from './platform/slack/directory.ts';
import { identityOf } from './platform/slack/identity.ts';
import { slackLogger } from './platform/slack/log.ts';
import { openServers } from './servers.ts';
import { storeOn } from './store.ts';

/** What differs between production, sandbox and tests. */
export type Seams = {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds between two posts to one channel. */
  readonly paceMs?: number;
  /** Milliseconds in which Slack may still take a call that it did not answer. */
  readonly lateMs?: number;
  /** Milliseconds that Slack has for one call. */
  readonly callMs?: number;
  /** As many deliveries of Slack's one process works on at a time. */
  readonly inHandMax?: number;
  /** A number from 0 to 1. */
  readonly random?: () => number;
};

export type RunningApp = {
  /** The port for Slack's requests, also where 0 was asked for; absent where none come over HTTP. */
  readonly port: number | undefined;
  /** The port of `/healthz`, `/readyz` and `/metrics`. */
  readonly adminPort: number;
  /** Logs and counts a fault that nothing in the app owns. */
  readonly logFault: (error: unknown, where: string) => void;
  /** The clock was moved: does now what has become due. */
  readonly wake: () => Promise<void>;
  /** Takes nothing new, finishes what is in hand, hands the rest over. */
  readonly stop: () => Promise<void>;
};

/** No call to Slack may outlast a lease; and none is repeated by the SDK: a repeated post is a second post. */
const SLACK_TIMEOUT_MS = 5_000;
/** Work in hand may take so long at a stop: Docker kills a container ten seconds after it asked it to stop. */
const STOP_MS = 8_000;
const PACE_MS = 1_000;
/** Some seconds' worth of work: more would only fill the memory. */
const IN_HAND_MAX = 200;
/** A call may wait for a minute before Slack's machines give it up; some seconds more for the way. */
const LATE_MS = 65_000;
/** About as long as saving takes: what two people who collide wait, at random. */
const COLLISION_MS = 20;
/** How long a database may take to say that it is there, when someone waits for an answer. */
const SILENT_MS = 400;
/** How often a process looks whether another one of its machine has died and left people waiting. */
const LEFT_LOOK_MS = 15_000;
/** How soon a worker notices what a web process has saved. */
const WORKER_LOOKS_MS = 1_000;

/** Composition root: settings and seams in, a running app out. */
export async function startApp(config: Config, seams: Seams): Promise<RunningApp> {
  const { connection, clock, log, random = Math.random } = seams;
  const clientOptions: WebClientOptions = {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: seams.callMs ?? SLACK_TIMEOUT_MS,
    logger: slackLogger(log),
    ...(config.slack.apiUrl ? { slackApiUrl: config.slack.apiUrl } : {}),
  };
  const slack = new WebClient(config.slack.botToken, clientOptions);
  const forgetOutages = onOutage(connection, {
    began: () => log.error('The database is away: nothing can be saved, deliveries and reminders wait'),
    ended: () => log.info('The database is back'),
  });
  const identity = identityOf(slack);
  const isLetIn = () => askWhetherLetIn(() => slack.auth.test());
  const delivers = config.role !== 'web';
  const stored = storeOn(connection);
  const homes = createHomes({
    publish: (reader, when) => publishHome(services, slack, reader, when),
    wait: (ms) => after(ms, undefined, { ref: false }),
    log,
  });
  const store = withSaveHooks(stored, {
    begins: markSaving,
    ended(changeSet, saved) {
      if (saved !== 'stale') markSaved();
      if (saved !== 'saved') return;
      const { project, changes: entries } = changeSet;
      if (delivers) outsideInteractions(() => delivery.saved(wakesOf(changeSet), { project, entries }));
    },
  });

  const metrics = createMetrics(store.subscriptions, clock);
  const delivery = createDelivery({
    subscriptions: store.subscriptions,
    store,
    messages: messagesOn(slack),
    homes,
    clock,
    log,
    newToken: randomUUID,
    adminUserIds: config.adminUserIds,
    lateMs: seams.lateMs ?? LATE_MS,
    isLetIn,
    watch: metrics.watch,
    isDatabaseAway,
    paceMs: seams.paceMs ?? PACE_MS,
    random,
    // A worker hears of what another process queued by looking.
    ...(config.role === 'worker' ? { lookEveryMs: WORKER_LOOKS_MS } : {}),
  });
  const waitingHere = openInHand(config, log);
  const ending = new AbortController();
  const inHand = new Set<Promise<unknown>>();
  const services: Services = {
    store,
    clock,
    log,
    pause: (attempt) => after(random() * COLLISION_MS * (attempt + 1)),
    directory: createDirectory(slack, clock),
    adminUserIds: config.adminUserIds,
    admins: config.admins,
    teamId: async () => (await identity.get()).teamId,
    botUserId: async () => (await identity.get()).botUserId,
    isLetIn,
    wakeDelivery: () => delivers && outsideInteractions(delivery.wake),
    homeBook: store.homeBook,
    inHand: waitingHere,
    refreshHome: (reader) => {
      services.track(homes.refresh(reader)).catch(() => undefined);
    },
    isDatabaseAway,
    wait: (ms, ended) =>
      after(ms, undefined, { ref: false, ...(ended ? { signal: ended } : {}) }).catch(() => undefined),
    waitLong: (ms) => after(ms, true, { ref: false, signal: ending.signal }).catch(() => false),
    isDatabaseSilent: async () => !(await isReachable(connection, SILENT_MS)),
    meters: metrics.meters,
    inHandMax: seams.inHandMax ?? IN_HAND_MAX,
    track(work) {
      inHand.add(work);
      return work.finally(() => inHand.delete(work));
    },
  };

  const door =
    config.role === 'worker' ? undefined : openSlackDoor(config, clientOptions, identity, services, Date.now);
  const db = connection.db;
  if (db === undefined) throw new Error('The database connection is not open');
  const jobs = delivers
    ? createJobs(
        db,
        jobTable(
          { store, clock, adminUserIds: config.adminUserIds },
          delivery,
          async () => (await slack.auth.test()).team_id,
          services.directory.find,
        ),
        log,
        isDatabaseAway,
      )
    : undefined;

  const staleTimes = freeStaleTimes(
    [
      { what: 'deliveries', free: () => store.subscriptions.freeStale(clock.now()) },
      { what: 'jobs', free: async () => (await jobs?.freeStale()) ?? 0 },
    ],
    async () => (await jobs?.revive()) ?? false,
    () => delivers && delivery.wake(),
    log,
  );

  let phase: 'starting' | 'running' | 'stopping' = 'starting';
  const readiness = async () => {
    if (phase !== 'running') return { ready: false, words: phase };
    if (!(await isReachable(connection))) return { ready: false, words: 'the database does not answer' };
    const known = await identity.get().then(
      () => true,
      () => false,
    );
    return known ? { ready: true, words: 'ready' } : { ready: false, words: 'Slack does not accept the bot token' };
  };
  const onFault = (error: unknown) => logFault(services, error, 'http');
  const ours = adminRoutes(readiness, metrics, () => performance.now());
  const slacks: Routes = new Map(door?.handle ? [[EVENTS_PATH, door.handle]] : []);
  const servers = await openServers({ config, ours, slacks, log, onFault });
  await identity.get().catch((error: unknown) => log.warn({ err: error }, 'Slack does not accept the bot token yet'));
  await door?.start();
  await jobs?.start();
  if (delivers) delivery.wake();
  phase = 'running';
  const answerAll = () => inBackground(services, 'what was left', answerLeft(services, slack));
  const answering = setInterval(answerAll, LEFT_LOOK_MS).unref();
  answerAll();

  return {
    port: servers.port,
    adminPort: servers.adminPort,
    logFault: (error, where) => logFault(services, error, where),
    async wake() {
      answerAll();
      await jobs?.runAll();
    },
    async stop() {
      phase = 'stopping';
      clearInterval(answering);
      ending.abort();
      staleTimes.stop();
      forgetOutages();
      // From now on it takes nothing new; what is still queued is for another process, or for the next start.
      const rested = delivery.stop();
      await door?.stop();
      await Promise.all([servers.close(), jobs?.stop()]);
      const finished = async () => {
        while (inHand.size > 0) await Promise.allSettled(inHand);
        await rested;
      };
      // The driver can lose a call for good; its lease runs out, and another process goes on.
      await Promise.race([finished(), after(STOP_MS, undefined, { ref: false })]);
      waitingHere.close();
    },
  };
}
