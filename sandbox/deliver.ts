import { request as httpRequest } from 'node:http';
import { performance } from 'node:perf_hooks';
import { signedHeaders } from './sign.ts';
import type { Later } from './timer.ts';
import { cancellable } from './timer.ts';
import type { Delivery, Json } from './types.ts';
import type { Workspace } from './workspace.ts';

/** docs.slack.dev/interactivity/handling-user-interaction: an answer within 3 seconds; the same for events. */
const ANSWER_WITHIN_MS = 3000;

/** docs.slack.dev/apis/events-api: repeated at once, after a minute, after five. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

type Request = {
  readonly kind: string;
  readonly body: Json;
  readonly raw: string;
  readonly contentType: string;
};

type Retry = { readonly num: number; readonly reason: string };

type Outcome = Pick<Delivery, 'status' | 'answer' | 'failure'> & { readonly noRetry: boolean };

export type Deliver = {
  to(appUrl: string): void;
  isConnected(): boolean;
  /** A slash command: flat form fields. */
  form(kind: string, fields: Readonly<Record<string, string>>): Promise<Delivery>;
  /** Interactivity: one form field `payload`. */
  payload(kind: string, payload: Json): Promise<Delivery>;
  /** An event; repeated in the background when it fails. */
  event(body: Json): Promise<Delivery>;
  /** The same body once more, freshly signed. */
  again(delivery: Delivery): Promise<Delivery>;
  close(): void;
};

type Options = {
  readonly workspace: Workspace;
  readonly signingSecret: string;
  readonly later: Later;
};

export function createDeliver({ workspace, signingSecret, later }: Options): Deliver {
  const timers = cancellable(later);
  const open = new Set<() => void>();
  const requests = new WeakMap<Delivery, Request>();
  let appUrl: string | undefined;
  let closed = false;

  const post = (target: string, raw: string, headers: Record<string, string>): Promise<Outcome> =>
    new Promise((resolve) => {
      if (closed) {
        resolve({ status: 0, answer: '', failure: 'connection_failed', noRetry: true });
        return;
      }
      const length = { 'content-length': String(Buffer.byteLength(raw)) };
      const outgoing = httpRequest(target, { method: 'POST', agent: false, headers: { ...headers, ...length } });
      const end = (outcome: Outcome) => {
        cancelTimeout();
        open.delete(abort);
        resolve(outcome);
      };
      const fail = (failure: string) => end({ status: 0, answer: '', failure, noRetry: false });
      const abort = () => {
        fail('connection_failed');
        outgoing.destroy();
      };
      const cancelTimeout = timers.later(ANSWER_WITHIN_MS, () => {
        fail('http_timeout');
        outgoing.destroy();
      });
      open.add(abort);
      outgoing.on('error', () => fail('connection_failed'));
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', () => fail('connection_failed'));
        incoming.on('end', () => {
          const status = incoming.statusCode ?? 0;
          const answered = { status, answer: Buffer.concat(chunks).toString('utf8') };
          const noRetry = incoming.headers['x-slack-no-retry'] === '1';
          end({ ...answered, noRetry, ...(status >= 200 && status < 300 ? {} : { failure: 'http_error' }) });
        });
      });
      outgoing.end(raw);
    });

  const attempt = async (request: Request, retry?: Retry): Promise<{ delivery: Delivery; noRetry: boolean }> => {
    if (appUrl === undefined) throw new Error('no app to deliver to: call deliverTo(url) first');
    const at = workspace.now();
    const started = performance.now();
    const { noRetry, ...outcome } = await post(appUrl, request.raw, {
      'content-type': request.contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signedHeaders(signingSecret, request.raw, workspace.realNow()),
      ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
    });
    const delivery: Delivery = {
      at,
      kind: request.kind,
      body: request.body,
      ...outcome,
      tookMs: performance.now() - started,
      ...(retry === undefined ? {} : { retry: retry.num }),
    };
    requests.set(delivery, request);
    workspace.deliveries.push(delivery);
    workspace.changes.tell('delivery');
    return { delivery, noRetry };
  };

  const first = async (request: Request) => (await attempt(request)).delivery;

  const repeat = (request: Request, num: number, reason: string): void => {
    const wait = RETRY_AFTER_MS[num - 1];
    if (wait === undefined || closed) return;
    const run = () => {
      void attempt(request, { num, reason }).then((next) => repeatIfFailed(request, next, num + 1));
    };
    if (wait === 0) run();
    else timers.later(wait, run);
  };

  const repeatIfFailed = (request: Request, made: { delivery: Delivery; noRetry: boolean }, num: number): void => {
    const { failure } = made.delivery;
    if (failure !== undefined && !made.noRetry) repeat(request, num, failure);
  };

  return {
    to: (url) => {
      appUrl = url;
    },
    isConnected: () => appUrl !== undefined,
    form: (kind, fields) =>
      first({
        kind,
        body: fields,
        raw: new URLSearchParams(fields).toString(),
        contentType: 'application/x-www-form-urlencoded',
      }),
    payload: (kind, payload) =>
      first({
        kind,
        body: payload,
        raw: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        contentType: 'application/x-www-form-urlencoded',
      }),
    event: async (body) => {
      const request = { kind: 'event', body, raw: JSON.stringify(body), contentType: 'application/json' };
      const made = await attempt(request);
      repeatIfFailed(request, made, 1);
      return made.delivery;
    },
    again: (delivery) => {
      const request = requests.get(delivery);
      if (request === undefined) throw new Error('this delivery was not made by this stand-in');
      return first(request);
    },
    close: () => {
      closed = true;
      timers.cancelAll();
      for (const abort of open) abort();
    },
  };
}
