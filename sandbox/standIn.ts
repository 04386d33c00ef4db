import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Change } from './changes.ts';
import { overSocket } from './deliver/overSocket.ts';
import { createDeliver } from './deliver.ts';
import { eventCallback } from './events.ts';
import { createFaults } from './faults.ts';
import type { Happenings } from './happenings.ts';
import { createHappenings } from './happenings.ts';
import { listen, sendJson } from './http.ts';
import { deliverCommand } from './person/command.ts';
import type { Desk } from './person/desk.ts';
import { createPerson } from './person.ts';
import { createRateLimits } from './rateLimits.ts';
import { createResponseUrls } from './responseUrls.ts';
import type { SocketConnections } from './socket/connections.ts';
import type { Later } from './timer.ts';
import { cancellable, later as realLater } from './timer.ts';
import { createTriggers } from './triggers.ts';
import type { Call, Channel, Delivery, Fault, Json, Message, Person, User, View } from './types.ts';
import { takeUpload } from './uploads.ts';
import { createWebApi } from './webApi.ts';
import type { Bot, Seed, Team } from './workspace.ts';
import { createWorkspace, needUser, stackOf } from './workspace.ts';

export type StandInOptions = {
  readonly signingSecret: string;
  readonly botToken: string;
  /** App-level token (`xapp-…`): with it the app may open connections in Socket Mode. */
  readonly appToken?: string;
  readonly seed: Seed;
  /** What the bot was granted (the manifest's `scopes.bot`); any other call is `missing_scope`. Absent: everything. */
  readonly scopes?: readonly string[];
  /** Events the app has subscribed to (the manifest's `bot_events`); no other one is delivered. Absent: all. */
  readonly botEvents?: readonly string[];
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Time within the workspace (`ts` of messages, records); may stand still or run ahead. */
  readonly now?: () => Date;
  /** Milliseconds; what signatures, trigger_ids, response_urls and rate limits go by. */
  readonly realNow?: () => number;
  /** Runs the 3 s an app has to answer, the repetition of events (1 and 5 min) and slow answers. */
  readonly later?: Later;
  /** `slack`: calls are counted and refused with 429 as Slack does; `none` (default): only faults refuse. */
  readonly limits?: 'slack' | 'none';
  /** How many calls and deliveries to remember at most, for long runs; at the limit the older half goes. Absent: all. */
  readonly remember?: number;
  /** Tried first on every request; true when it took the request. */
  readonly handle?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

export type StandIn = Happenings & {
  readonly url: string;
  /** Base of the Web API; ends in `/api/`. */
  readonly apiUrl: string;
  readonly team: Team;
  readonly bot: Bot;
  readonly users: readonly User[];
  readonly channels: readonly Channel[];
  readonly calls: readonly Call[];
  readonly deliveries: readonly Delivery[];
  /** All messages of a channel, oldest first, ephemeral ones included. */
  messages(channelId: string): readonly Message[];
  /** Open modals, bottom first. */
  views(userId: string): readonly View[];
  home(userId: string): View | undefined;
  /** The connections of an app in Socket Mode, and how they break. */
  readonly socket: SocketConnections;
  /** Where the app listens: `http://127.0.0.1:3000/slack/events`. */
  deliverTo(appUrl: string): void;
  person(userId: string): Person;
  /** Delivers an event; `event` is the inner one. Resolves after the first attempt, later ones go on by themselves. */
  event(event: Json): Promise<Delivery>;
  /** The same body once more, freshly signed; in Socket Mode the same envelope. */
  redeliver(delivery: Delivery): Promise<Delivery>;
  /** A slash command as someone made it up, freshly signed: of a person to whom Slack offers none. */
  deliverCommand(userId: string, channelId: string, line: string): Promise<Delivery>;
  /** Interactivity as someone made it up, freshly signed: what a message no longer shows, or never showed. */
  deliverPayload(kind: string, payload: Json): Promise<Delivery>;
  fault(fault: Fault): void;
  clearFaults(): void;
  onChange(listener: (change: Change) => void): () => void;
  /** Waits for a probe to find something; looks after every change and on a short timer. Rejects naming `what`. */
  until<T>(what: string, probe: () => T | undefined | false, timeoutMs?: number): Promise<T>;
  close(): Promise<void>;
};

export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { signingSecret, botToken, seed, now = () => new Date(), realNow = Date.now } = options;
  const { later, cancelAll } = cancellable(options.later ?? realLater);
  const workspace = createWorkspace({ seed, now, realNow, most: options.remember ?? Number.POSITIVE_INFINITY });
  const triggers = createTriggers(realNow);
  const responseUrls = createResponseUrls(workspace);
  const faults = createFaults();
  const socket = overSocket({ workspace, later });
  const deliver = createDeliver({ workspace, signingSecret, later, socket });
  const hears = (event: Json): boolean =>
    deliver.isConnected() && (options.botEvents?.includes(String(event.type)) ?? true);
  const offered = new Map<string, readonly Json[]>();

  const webApi = createWebApi({
    workspace,
    tokens: { bot: botToken, app: options.appToken },
    openConnection: (host) => `ws://${host}${socket.ticket()}`,
    triggers,
    faults,
    rateLimits: options.limits === 'slack' ? createRateLimits(realNow) : undefined,
    responseUrls,
    later,
    scopes: options.scopes,
    baseUrl: () => server.url,
    // After the answer to the call that caused it, and without keeping that answer waiting.
    happened: (event) => {
      if (hears(event)) setImmediate(() => void deliver.event(eventCallback(workspace, event)));
    },
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (options.handle?.(request, response)) return;
    if (await webApi(request, response)) return;
    if (await takeUpload(workspace, request, response)) return;
    sendJson(response, 404, { ok: false, error: 'not_found' });
  };
  const server = await listen(options.port ?? 0, answer, socket.upgrade);

  const deskOf = (userId: string): Desk => {
    needUser(workspace, userId);
    return { workspace, triggers, responseUrls, deliver, baseUrl: () => server.url, userId, offered };
  };

  return {
    ...createHappenings(workspace, (event) =>
      hears(event) ? deliver.event(eventCallback(workspace, event)) : Promise.resolve(undefined),
    ),
    url: server.url,
    apiUrl: `${server.url}/api/`,
    team: workspace.team,
    bot: workspace.bot,
    users: workspace.users,
    channels: workspace.channels,
    calls: workspace.calls,
    deliveries: workspace.deliveries,
    messages: (channelId) => workspace.messages.of(channelId),
    views: (userId) => stackOf(workspace, userId),
    home: (userId) => workspace.homes.get(userId),
    socket,
    deliverTo: (appUrl) => deliver.to(appUrl),
    person: (userId) => createPerson(deskOf(userId)),
    event: (event) => deliver.event(eventCallback(workspace, event)),
    redeliver: (delivery) => deliver.again(delivery),
    deliverCommand: (userId, channelId, line) => deliverCommand(deskOf(userId), channelId, line),
    deliverPayload: (kind, payload) => deliver.payload(kind, payload),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    onChange: (listener) => workspace.changes.on(listener),
    until: (what, probe, timeoutMs) => workspace.changes.until(what, probe, timeoutMs),
    close: async () => {
      cancelAll();
      deliver.close();
      workspace.changes.close();
      await server.close();
    },
  };
}
