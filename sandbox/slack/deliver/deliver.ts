import { performance } from 'node:perf_hooks';
import type { Later } from '../common/timer.ts';
import { cancellable } from '../common/timer.ts';
import type { Delivery, Json } from '../types.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { recordDelivery } from '../workspace/workspace.ts';
import { overHttp } from './overHttp.ts';
import type { Request, Retry, Transport } from './transport.ts';
import { failed } from './transport.ts';

/** docs.slack.dev/apis/events-api: repeated at once, after a minute, after five. */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

export type Deliver = {
  to(appUrl: string): void;
  isConnected(): boolean;
  /** A slash command: flat form fields. */
  form(kind: string, fields: Readonly<Record<string, string>>): Promise<Delivery>;
  /** Interactivity: one form field `payload`. */
  payload(kind: string, payload: Json): Promise<Delivery>;
  /** An event; repeated in the background when it fails. */
  event(body: Json): Promise<Delivery>;
  /** The same body once more, freshly signed; over a socket the same envelope. */
  again(delivery: Delivery): Promise<Delivery>;
  close(): void;
};

type Options = {
  readonly workspace: Workspace;
  readonly signingSecret: string;
  readonly later: Later;
  /** The way to an app that has opened connections of its own, as long as no address is given. */
  readonly socket: Transport & { wasOpened(): boolean };
};

export function createDeliver({ workspace, signingSecret, later, socket }: Options): Deliver {
  const timers = cancellable(later);
  const requests = new WeakMap<Delivery, Request>();
  let http: Transport | undefined;
  let closed = false;

  const attempt = async (request: Request, retry?: Retry): Promise<{ delivery: Delivery; noRetry: boolean }> => {
    const way = http ?? (socket.wasOpened() ? socket : undefined);
    if (way === undefined) throw new Error('no app to deliver to: call deliverTo(url), or let it open a connection');
    const at = workspace.now();
    const started = performance.now();
    const { noRetry, ...outcome } = closed ? failed('connection_failed') : await way.send(request, retry);
    const delivery: Delivery = {
      at,
      kind: request.kind,
      body: request.body,
      ...outcome,
      tookMs: performance.now() - started,
      ...(retry === undefined ? {} : { retry: retry.num }),
    };
    requests.set(delivery, request);
    recordDelivery(workspace, delivery);
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
    if (failure !== undefined && !made.noRetry && !closed) repeat(request, num, failure);
  };

  return {
    to: (url) => {
      http?.close();
      http = overHttp({ appUrl: url, signingSecret, realNow: workspace.realNow, later: timers.later });
    },
    isConnected: () => http !== undefined || socket.wasOpened(),
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
      http?.close();
      socket.close();
    },
  };
}
