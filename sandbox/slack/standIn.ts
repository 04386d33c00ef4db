import type { IncomingMessage, ServerResponse } from 'node:http';
import { crossSiteRequest } from './common/hostCheck.ts';
import { listen, sendJson } from './common/http.ts';
import type { Later } from './common/timer.ts';
import { cancellable, later as realLater } from './common/timer.ts';
import { createDeliver } from './deliver/deliver.ts';
import { overSocket } from './deliver/overSocket.ts';
import { eventCallback } from './events/events.ts';
import type { WorkspaceEvents } from './events/workspaceEvents.ts';
import { createWorkspaceEvents } from './events/workspaceEvents.ts';
import { createFaults } from './faults/faults.ts';
import { takeAuthorize } from './oauth/authorize.ts';
import type { OAuthClient } from './oauth/installation.ts';
import { createInstallation } from './oauth/installation.ts';
import { createTokens } from './oauth/tokens.ts';
import { deliverCommand } from './person/command.ts';
import type { PersonContext } from './person/context.ts';
import { createPerson } from './person/person.ts';
import type { SocketConnections } from './socket/connections.ts';
import type { Call, Channel, Delivery, Fault, Json, Message, Person, User, View } from './types.ts';
import { createRateLimits } from './webApi/rateLimits.ts';
import { createResponseUrls } from './webApi/responseUrls.ts';
import { createTriggers } from './webApi/triggers.ts';
import { takeUpload } from './webApi/uploads.ts';
import { createWebApi } from './webApi/webApi.ts';
import type { Change, Probe } from './workspace/changes.ts';
import type { Bot, Seed, Team } from './workspace/workspace.ts';
import { createWorkspace, needUser, stackOf } from './workspace/workspace.ts';

export type StandInOptions = {
  readonly signingSecret: string;
  readonly botToken: string;
  /** App-level token (`xapp-…`): with it the app may open connections in Socket Mode. */
  readonly appToken?: string;
  readonly seed: Seed;
  /** Lets people install the app by OAuth, beside the token that is known from the start. */
  readonly oauth?: OAuthClient;
  /** What the bot was granted (the manifest's `scopes.bot`); any other call is `missing_scope`. Absent: everything. */
  readonly scopes?: readonly string[];
  /** Events the app has subscribed to (the manifest's `bot_events`); no other one is delivered. Absent: all. */
  readonly botEvents?: readonly string[];
  /** Domains whose links the app unfurls (the manifest's `unfurl_domains`). Absent: none. */
  readonly unfurlDomains?: readonly string[];
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

export type StandIn = WorkspaceEvents & {
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
  /** What the app last showed this person of a Work Object: the arguments of `entity.presentDetails`. */
  details(userId: string): Json | undefined;
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
  /** Somebody removes the app: all its tokens end. Resolves when the app was told. */
  uninstall(): Promise<void>;
  fault(fault: Fault): void;
  clearFaults(): void;
  onChange(listener: (change: Change) => void): () => void;
  /** Waits for a probe to find something; looks after every change and on a short timer. Rejects naming `what`. */
  until<T>(what: string, probe: Probe<T>, timeoutMs?: number): Promise<T>;
  close(): Promise<void>;
};

export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { signingSecret, botToken, seed, now = () => new Date(), realNow = Date.now } = options;
  const { later, cancelAll } = cancellable(options.later ?? realLater);
  const most = options.remember ?? Number.POSITIVE_INFINITY;
  const workspace = createWorkspace({ seed, now, realNow, most, unfurlDomains: options.unfurlDomains ?? [] });
  const triggers = createTriggers(realNow);
  const responseUrls = createResponseUrls(workspace);
  const faults = createFaults();
  const tokens = createTokens();
  tokens.add({ value: botToken, kind: 'bot', userId: seed.bot.userId, scopes: options.scopes, isRevoked: false });
  if (options.appToken !== undefined)
    tokens.add({ value: options.appToken, kind: 'app', userId: '', isRevoked: false });
  const installation = createInstallation({ workspace, tokens, client: options.oauth });
  const socket = overSocket({ workspace, later });
  const deliver = createDeliver({ workspace, signingSecret, later, socket });
  const isSubscribed = (subscription: string): boolean =>
    deliver.isConnected() && (options.botEvents?.includes(subscription) ?? true);
  const offered = new Map<string, readonly Json[]>();

  const webApi = createWebApi({
    workspace,
    tokens,
    installation,
    openConnection: (host) => `ws://${host}${socket.ticket()}`,
    triggers,
    faults,
    rateLimits: options.limits === 'slack' ? createRateLimits(realNow) : undefined,
    responseUrls,
    later,
    baseUrl: () => server.url,
    // After the answer to the call that caused it, and without keeping that answer waiting.
    emit: (event) => {
      if (isSubscribed(String(event.type))) setImmediate(() => void deliver.event(eventCallback(workspace, event)));
    },
  });

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (options.handle?.(request, response)) return;
    // A page of another site that somebody opens in the same browser is no app.
    const foreign = request.url?.startsWith('/api/') ? crossSiteRequest(request.headers) : undefined;
    if (foreign !== undefined) return sendJson(response, 403, { ok: false, error: foreign });
    if (await webApi(request, response)) return;
    if (takeAuthorize(workspace, installation, request, response)) return;
    if (await takeUpload(workspace, request, response)) return;
    sendJson(response, 404, { ok: false, error: 'not_found' });
  };
  const server = await listen(options.port ?? 0, answer, socket.upgrade);

  const contextOf = (userId: string): PersonContext => {
    needUser(workspace, userId);
    return { workspace, triggers, responseUrls, deliver, baseUrl: () => server.url, userId, offered };
  };

  return {
    ...createWorkspaceEvents(workspace, (event, subscription = String(event.type)) =>
      isSubscribed(subscription) ? deliver.event(eventCallback(workspace, event)) : Promise.resolve(undefined),
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
    details: (userId) => workspace.details.get(userId),
    socket,
    deliverTo: (appUrl) => deliver.to(appUrl),
    person: (userId) => createPerson(contextOf(userId)),
    event: (event) => deliver.event(eventCallback(workspace, event)),
    redeliver: (delivery) => deliver.again(delivery),
    deliverCommand: (userId, channelId, line) => deliverCommand(contextOf(userId), channelId, line),
    deliverPayload: (kind, payload) => deliver.payload(kind, payload),
    uninstall: async () => {
      for (const event of installation.uninstall()) {
        if (isSubscribed(String(event.type))) await deliver.event(eventCallback(workspace, event));
      }
    },
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
