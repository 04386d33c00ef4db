import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendJson } from '../common/http.ts';
import { text } from '../common/json.ts';
import type { Later } from '../common/timer.ts';
import type { Faults } from '../faults/faults.ts';
import type { Violation } from '../limits/check.ts';
import { inWords, violationsOf } from '../limits/violations.ts';
import { refusal } from '../methods/refusal.ts';
import { METHODS } from '../methods/table.ts';
import type { Installation } from '../oauth/installation.ts';
import type { Tokens } from '../oauth/tokens.ts';
import { OPEN_CONNECTION, refusedToken } from '../oauth/tokens.ts';
import type { Fault, Json } from '../types.ts';
import { openConversation } from '../workspace/directMessages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { recordCall } from '../workspace/workspace.ts';
import { readArguments, type Sent } from './arguments.ts';
import type { RateLimits } from './rateLimits.ts';
import type { ResponseUrls } from './responseUrls.ts';
import { missingScope, scopeHeaders } from './scopes.ts';
import type { Triggers } from './triggers.ts';

type Options = {
  readonly workspace: Workspace;
  readonly tokens: Tokens;
  /** A WebSocket address at this host: docs.slack.dev/reference/methods/apps.connections.open */
  readonly openConnection: (host: string) => string;
  readonly triggers: Triggers;
  readonly faults: Faults;
  readonly rateLimits: RateLimits | undefined;
  readonly responseUrls: ResponseUrls;
  readonly later: Later;
  readonly emit: (event: Json) => void;
  readonly baseUrl: () => string;
  readonly installation: Installation;
};

type Answered = { readonly status: number; readonly answer: Json; readonly headers?: Record<string, string> };

const RATE_LIMITED = refusal('ratelimited');

function tooMany(seconds: number): Answered {
  return { status: 429, answer: RATE_LIMITED, headers: { 'retry-after': String(seconds) } };
}

/** What a fault answers without anything being done; `undefined` for faults that do what was asked. */
function refusedBy(how: Fault['how']): Answered | undefined {
  switch (how.kind) {
    case 'error':
      return { status: 200, answer: refusal(how.error) };
    case 'rate-limit':
      return tooMany(how.retryAfter);
    case 'status':
      return how.isDone ? undefined : { status: how.status, answer: {} };
    case 'hang':
    case 'unreachable':
      return { status: 0, answer: {} };
    default:
      return undefined;
  }
}

/** An app-level token counts in the header of a POST alone, and so does any token beside a JSON body. */
function tokenOf(request: IncomingMessage, method: string, { args, isJsonBody }: Sent): string | undefined {
  const header = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return method === OPEN_CONNECTION || isJsonBody ? header : (header ?? text(args.token));
}

/** The client of OAuth may be named by HTTP Basic authentication instead: docs.slack.dev/reference/methods/oauth.v2.access */
function withClient(request: IncomingMessage, args: Json): Json {
  const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined) return args;
  const [clientId, clientSecret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { ...args, client_id: clientId, client_secret: clientSecret };
}

/** Limits that depend on what went before, or that have a name of their own: the answer tells that one is broken. */
const BY_ANSWER = [
  'channels_limit_exceeded',
  'duplicate_external_id',
  'exchanged_trigger_id',
  'expired_trigger_id',
  'expired_url',
  'invalid_arg_name',
  'invalid_array_arg',
  'invalid_charset',
  'invalid_form_data',
  'invalid_json',
  'invalid_post_type',
  'json_not_object',
  'metadata_too_large',
  'missing_post_type',
  'push_limit_reached',
  'ratelimited',
  'too_many_pins',
  'used_url',
];

function brokenByAnswer({ error }: Json): readonly string[] {
  return BY_ANSWER.filter((name) => name === error);
}

/** The conversation that a call concerns. The id of a person stands for the direct message with them. */
function conversationOf(workspace: Workspace, args: Json): string | undefined {
  const id = text(args.channel) ?? text(args.channel_id);
  return id === undefined ? undefined : (openConversation(workspace, [id])?.id ?? id);
}

/** Calls of the app: `/api/<method>` and `/response/…`. True when the request was one. */
export function createWebApi(options: Options) {
  const { workspace, faults, rateLimits, responseUrls } = options;

  const call = (request: IncomingMessage, method: string, sent: Sent, violations: readonly Violation[]): Answered => {
    const { args } = sent;
    if (sent.error !== undefined) return { status: 200, answer: refusal(sent.error) };
    const tokenSent = tokenOf(request, method, sent);
    const refused = refusedToken(options.tokens, tokenSent, method);
    if (refused !== undefined) return { status: 200, answer: refused };
    const wait = rateLimits?.retryAfter(method, args);
    if (wait !== undefined) return tooMany(wait);
    if (method === OPEN_CONNECTION) {
      if (request.method !== 'POST') return { status: 200, answer: refusal('insecure_request') };
      return { status: 200, answer: { ok: true, url: options.openConnection(request.headers.host ?? '') } };
    }
    const perform = METHODS.get(method);
    if (perform === undefined) return { status: 200, answer: refusal('unknown_method', { req_method: method }) };
    const { triggers, emit, baseUrl, installation } = options;
    const token = tokenSent === undefined ? undefined : options.tokens.find(tokenSent);
    const scopes = token?.scopes;
    const missing = scopes && missingScope(workspace, scopes, method, args);
    const answer =
      missing ??
      perform({ workspace, triggers, args: withClient(request, args), token, installation, violations, emit, baseUrl });
    return { status: 200, answer, headers: scopeHeaders(workspace, scopes, method, args) };
  };

  const respond = (path: string, args: Json, words: readonly string[]): Answered =>
    responseUrls.use(path, args, words) ?? { status: 404, answer: refusal('no_service') };

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname;
    const isResponse = path.startsWith('/response/');
    if (!isResponse && !path.startsWith('/api/')) return false;
    const method = isResponse ? 'response_url' : path.slice('/api/'.length);
    const sent = await readArguments(request);
    const { args } = sent;
    const violations = violationsOf(method, args);
    const words = violations.map(inWords);
    const how = faults.take(method, isResponse ? responseUrls.channelOf(path) : conversationOf(workspace, args));
    const { token: _, ...shown } = args;
    const perform = () => {
      const fault = how && refusedBy(how);
      const made = fault ?? (isResponse ? respond(path, args, words) : call(request, method, sent, violations));
      const { status, answer } = made;
      const broken = words.length === 0 && fault === undefined ? brokenByAnswer(answer) : words;
      const responseUrl = isResponse ? { responseUrl: options.baseUrl() + path } : {};
      recordCall(workspace, { method, ...responseUrl, args: shown, status, answer, violations: broken });
      return made;
    };
    if (how?.kind === 'late') {
      options.later(how.ms, () => {
        const { status, answer, headers } = perform();
        if (!response.destroyed) sendJson(response, status, answer, headers);
      });
      return true;
    }
    const made = perform();
    const send = () => sendJson(response, made.status, made.answer, made.headers);
    switch (how?.kind) {
      case 'hang':
        return true;
      case 'cut':
      case 'unreachable':
        request.socket.destroy();
        return true;
      case 'slow':
        options.later(how.ms, send);
        return true;
      case 'status':
        sendJson(response, how.status, {});
        return true;
      default:
        send();
        return true;
    }
  };
}
