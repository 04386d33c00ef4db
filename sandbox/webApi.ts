import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from './faults.ts';
import { parseArguments, readBody, sendJson } from './http.ts';
import { text } from './json.ts';
import type { Violation } from './limits/check.ts';
import type { Refusal } from './methods/method.ts';
import { refusal } from './methods/method.ts';
import { METHODS } from './methods/table.ts';
import type { RateLimits } from './rateLimits.ts';
import type { ResponseUrls } from './responseUrls.ts';
import { missingScope } from './scopes.ts';
import type { Later } from './timer.ts';
import type { Triggers } from './triggers.ts';
import type { Fault, Json } from './types.ts';
import { inWords, violationsOf } from './violations.ts';
import type { Workspace } from './workspace.ts';
import { recordCall } from './workspace.ts';

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
  readonly happened: (event: Json) => void;
  readonly baseUrl: () => string;
  /** What the bot was granted; absent: everything. */
  readonly scopes: readonly string[] | undefined;
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
      return { status: how.status, answer: {} };
    case 'hang':
    case 'unreachable':
      return { status: 0, answer: {} };
    default:
      return undefined;
  }
}

type Tokens = { readonly bot: string; readonly app: string | undefined };

/** The one method of app-level tokens; every other one takes the bot's. */
const OPEN_CONNECTION = 'apps.connections.open';

/** An app-level token counts in the header of a POST alone. */
function tokenOf(request: IncomingMessage, method: string, args: Json): string | undefined {
  const sent = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return method === OPEN_CONNECTION ? sent : (sent ?? text(args.token));
}

function refusedToken(token: string | undefined, method: string, { bot, app }: Tokens): Refusal | undefined {
  if (token === undefined || token === '') return refusal(method === OPEN_CONNECTION ? 'missing_args' : 'not_authed');
  const [right, wrong] = method === OPEN_CONNECTION ? [app, bot] : [bot, app];
  if (token === right) return undefined;
  return refusal(token === wrong ? 'not_allowed_token_type' : 'invalid_auth');
}

/** Limits that depend on what went before, or that have a name of their own: the answer tells that one is broken. */
const BY_ANSWER = [
  'channels_limit_exceeded',
  'duplicate_external_id',
  'exchanged_trigger_id',
  'expired_trigger_id',
  'expired_url',
  'metadata_too_large',
  'push_limit_reached',
  'ratelimited',
  'too_many_pins',
  'used_url',
];

function brokenByAnswer({ error }: Json): readonly string[] {
  return BY_ANSWER.filter((name) => name === error);
}

/** Calls of the app: `/api/<method>` and `/response/…`. True when the request was one. */
export function createWebApi(options: Options) {
  const { workspace, faults, rateLimits, responseUrls } = options;

  const call = (request: IncomingMessage, method: string, args: Json, violations: readonly Violation[]): Answered => {
    const refused = refusedToken(tokenOf(request, method, args), method, options.tokens);
    if (refused !== undefined) return { status: 200, answer: refused };
    const wait = rateLimits?.retryAfter(method, args);
    if (wait !== undefined) return tooMany(wait);
    if (method === OPEN_CONNECTION) {
      if (request.method !== 'POST') return { status: 200, answer: refusal('insecure_request') };
      return { status: 200, answer: { ok: true, url: options.openConnection(request.headers.host ?? '') } };
    }
    const perform = METHODS.get(method);
    if (perform === undefined) return { status: 200, answer: refusal('unknown_method', { req_method: method }) };
    const { triggers, happened, baseUrl, scopes } = options;
    const missing = scopes && missingScope(workspace, scopes, method, args);
    if (missing !== undefined) return { status: 200, answer: missing };
    return { status: 200, answer: perform({ workspace, triggers, args, violations, happened, baseUrl }) };
  };

  const respond = (path: string, args: Json, words: readonly string[]): Answered =>
    responseUrls.use(path, args, words) ?? { status: 404, answer: refusal('no_service') };

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname;
    const isResponse = path.startsWith('/response/');
    if (!isResponse && !path.startsWith('/api/')) return false;
    const method = isResponse ? 'response_url' : path.slice('/api/'.length);
    const args = parseArguments(request, await readBody(request));
    const violations = violationsOf(method, args);
    const words = violations.map(inWords);
    const how = faults.take(method);
    const { token: _, ...shown } = args;
    const perform = () => {
      const fault = how && refusedBy(how);
      const made = fault ?? (isResponse ? respond(path, args, words) : call(request, method, args, violations));
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
      default:
        send();
        return true;
    }
  };
}
