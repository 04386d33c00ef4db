import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { Config } from './config/readConfig.ts';
import { createDelivery } from './delivery/delivery.ts';
import { createHomes } from './delivery/homes.ts';
import { messagesOn } from './delivery/messages.ts';
import type { Clock } from './domain/clock.ts';
import { close, createHttpServer, listen } from './httpServer.ts';
import { createJobs } from './jobs/agenda.ts';
import { jobTable } from './jobs/table.ts';
import { createMetrics } from './metrics.ts';
import { EVENTS_PATH, openSlackDoor } from './slack/bolt.ts';
import { createDirectory } from './slack/directory.ts';
import { publishHome } from './slack/home.ts';
import { identityOf } from './slack/identity.ts';
import { markSaved, outsideInteractions } from './slack/interaction.ts';
import { slackLogger } from './slack/log.ts';
import type { Services } from './slack/services.ts';
import { isDatabaseAway, isReachable } from './store/connection.ts';
import { heardOnSave } from './store/heardOnSave.ts';
import { onOutage } from './store/outage.ts';
import { storeOn } from './store/store.ts';

/** What differs between production, sandbox and tests. */
export type Seams = {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds between two posts to one channel. */
  readonly paceMs?: number;
  /** Milliseconds in which Slack may still take a call that it did not answer. */
  readonly lateMs?: number;
  /** A number from 0 to 1. */
  readonly random?: () => number;
};

export type RunningApp = {
  /** The HTTP port, also where 0 was asked for. */
  readonly port: number;
  /** The clock was moved: does now what has become due. */
  readonly wake: () => Promise<void>;
  /** Takes nothing new, finishes what is in hand, hands the rest over. */
  readonly stop: () => Promise<void>;
};

/** No call to Slack may outlast a lane's lease; and none is repeated by the SDK: a repeated post is a second post. */
const SLACK_TIMEOUT_MS = 5_000;
const PACE_MS = 1_000;
/** A call may wait for a minute before Slack's machines give it up; some seconds more for the way. */
const LATE_MS = 65_000;
/** About as long as saving takes: what two people who collide wait, at random. */
const COLLISION_MS = 20;
/** How long a database may take to say that it is there, when someone waits for an answer. */
const SILENT_MS = 400;
/** How soon a worker notices what a web process has saved. */
const WORKER_LOOKS_MS = 1_000;

/** Composition root: settings and seams in, a running app out. */
export async function startApp(config: Config, seams: Seams): Promise<RunningApp> {
  const { connection, clock, log, random = Math.random } = seams;
  const clientOptions: WebClientOptions = {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: SLACK_TIMEOUT_MS,
    logger: slackLogger(log),
    ...(config.slack.apiUrl ? { slackApiUrl: config.slack.apiUrl } : {}),
  };
  const slack = new WebClient(config.slack.botToken, clientOptions);
  const forgetOutages = onOutage(connection, {
    began: () => log.error('The database is away: nothing can be saved, deliveries and reminders wait'),
    ended: () => log.info('The database is back'),
  });
  const identity = identityOf(slack);
  const stored = storeOn(connection);
  const homes = createHomes({
    book: stored.homeBook,
    publish: (reader, when) => publishHome(services, slack, reader, when),
    log,
  });
  const store = heardOnSave(stored, ({ project }, saved) => {
    // What another process saved follows in the Homes with the board.
    if (saved === 'saved') homes.refreshOf(project);
    if (saved !== 'stale') markSaved();
  });

  const metrics = createMetrics(store.outbox, clock);
  const delivery = createDelivery({
    outbox: store.outbox,
    store,
    messages: messagesOn(slack),
    homes,
    clock,
    log,
    owner: randomUUID(),
    adminUserIds: config.adminUserIds,
    lateMs: seams.lateMs ?? LATE_MS,
    watch: metrics.watch,
    isDatabaseAway,
    paceMs: seams.paceMs ?? PACE_MS,
    random,
    // A worker hears of what another process queued by looking.
    ...(config.role === 'worker' ? { lookEveryMs: WORKER_LOOKS_MS } : {}),
  });
  const delivers = config.role !== 'web';
  const inHand = new Set<Promise<unknown>>();
  const services: Services = {
    store,
    clock,
    log,
    pause: (attempt) => after(random() * COLLISION_MS * (attempt + 1)),
    directory: createDirectory(slack, clock),
    adminUserIds: config.adminUserIds,
    teamId: async () => (await identity.get()).teamId,
    wakeDelivery: () => delivers && outsideInteractions(delivery.wake),
    homeBook: store.homeBook,
    refreshHome: homes.refresh,
    isDatabaseAway,
    wait: (ms) => after(ms, undefined, { ref: false }),
    isDatabaseSilent: async () => !(await isReachable(connection, SILENT_MS)),
    meters: metrics.meters,
    track(work) {
      inHand.add(work);
      return work.finally(() => inHand.delete(work));
    },
  };

  const door = config.role === 'worker' ? undefined : openSlackDoor(config, clientOptions, identity, services);
  const db = connection.db;
  if (db === undefined) throw new Error('The database connection is not open');
  const jobs = delivers
    ? createJobs(
        db,
        jobTable(
          { store, clock, adminUserIds: config.adminUserIds },
          delivery,
          async () => (await slack.auth.test()).team_id,
        ),
        log,
        isDatabaseAway,
      )
    : undefined;

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
  const server = createHttpServer(readiness, metrics, EVENTS_PATH, door?.requestListener);
  const port = await listen(server, config.port, config.host);
  await identity.get().catch((error: unknown) => log.warn({ err: error }, 'Slack does not accept the bot token yet'));
  await door?.start();
  await jobs?.start();
  if (delivers) delivery.wake();
  phase = 'running';

  return {
    port,
    async wake() {
      await jobs?.runAllSoon();
    },
    async stop() {
      phase = 'stopping';
      forgetOutages();
      // From now on it takes nothing new; what is still queued is for another process, or for the next start.
      const rested = delivery.stop();
      await door?.stop();
      await Promise.all([close(server), jobs?.stop()]);
      while (inHand.size > 0) await Promise.allSettled(inHand);
      await rested;
      await homes.stop();
    },
  };
}
