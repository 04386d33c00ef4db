import type { App, Receiver } from '@slack/bolt';
import { type SocketModeOptions, UnrecoverableSocketModeStartError } from '@slack/socket-mode';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Logger } from 'pino';
import { quietLogger } from './log.ts';
import { isPayload } from './payload.ts';
import { openSocket, type Received, type SocketConnection } from './socketConnection.ts';

/** Slack renews a connection every few hours: what people do meanwhile comes over the other one. */
const CONNECTIONS = 2;
/** A connection that ends sooner counts as a failure: it is opened again after a pause. */
const STEADY_MS = 10_000;
/** Between two attempts: doubling from a second to a minute. */
const PAUSE_MIN_MS = 1_000;
const PAUSE_MAX_MS = 60_000;

/** The token is wrong, was taken back, or its workspace is gone. */
const REFUSALS: readonly unknown[] = Object.values(UnrecoverableSocketModeStartError);

/**
 * Bolt over Socket Mode, on two connections that are opened again for as long as the app runs. While none is open,
 * people's commands do not arrive, and everything else goes on.
 */
export function socketReceiver(options: {
  readonly appToken: string;
  readonly clientOptions: NonNullable<SocketModeOptions['clientOptions']>;
  readonly log: Logger;
  readonly wait: (ms: number) => Promise<void>;
  /** Takes a fault that broke a delivery. */
  readonly onFault: (error: unknown) => void;
}): Receiver {
  const { log, wait, onFault } = options;
  let app: App | undefined;
  const ending = new AbortController();
  const open = new Set<SocketConnection>();
  /** Places that could not be connected at the last attempt, and what was logged of it. */
  const failing = new Set<number>();
  let logged: string | undefined;

  function take({ body, ...rest }: Received): void {
    if (isPayload(body)) app?.processEvent({ body, ...rest }).catch(onFault);
    else ignore('Milepost does not know its payload');
  }

  function ignore(why: string): void {
    log.warn(`A message over Socket Mode is ignored: ${why}`);
  }

  async function connect(): Promise<SocketConnection> {
    const onNonsense = () => ignore('it is not a Socket Mode envelope');
    const connection = await openSocket({ ...options, logger: quietLogger(log), onReceived: take, onNonsense });
    open.add(connection);
    connection.ended.then(() => open.delete(connection), onFault);
    if (ending.signal.aborted) await connection.close();
    return connection;
  }

  /** Logs one line when the reason of the failures changes, and one when all connections are open again. */
  function failed(place: number, error: unknown): void {
    failing.add(place);
    const words = isRefusal(error)
      ? 'Slack refuses SLACK_APP_TOKEN, so commands do not arrive. Milepost asks again each minute'
      : 'Milepost cannot keep a connection to Slack open and tries again within a minute';
    if (logged !== words) log.error({ err: error }, words);
    logged = words;
  }

  function succeeded(place: number): void {
    if (!failing.delete(place) || failing.size > 0) return;
    logged = undefined;
    log.info('Slack is connected again');
  }

  /** Uses a connection until it ends; false if that was too soon. */
  async function use({ ended }: SocketConnection, place: number): Promise<boolean> {
    const isSteady = await Promise.race([ended.then(() => false), wait(STEADY_MS).then(() => true)]);
    if (isSteady) succeeded(place);
    await ended;
    return isSteady;
  }

  /** Keeps one place connected until the app stops. */
  async function keep(place: number, first?: SocketConnection): Promise<void> {
    let failures = 0;
    for (let next = first; !ending.signal.aborted; next = undefined) {
      let pause = Math.min(PAUSE_MIN_MS * 2 ** failures, PAUSE_MAX_MS);
      try {
        if (await use(next ?? (await connect()), place)) {
          failures = 0;
          continue;
        }
        // Once is no failure: the network may drop a new connection as well as an old one.
        if (failures > 0) failed(place, new Error('Slack ended the connection soon after it was opened'));
      } catch (error) {
        failed(place, error);
        if (isRefusal(error) || error instanceof WebAPIRateLimitedError) pause = PAUSE_MAX_MS;
      }
      failures += 1;
      await wait(pause);
    }
  }

  return {
    init: (bolt) => {
      app = bolt;
    },
    /** Opens the first connection, so that a wrong token is told at the start; rejects if Slack refuses it. */
    async start() {
      const first = await connect().catch((error: unknown) => {
        if (isRefusal(error)) throw error;
        failed(0, error);
        return undefined;
      });
      for (let place = 0; place < CONNECTIONS; place++) keep(place, place === 0 ? first : undefined).catch(onFault);
    },
    async stop() {
      ending.abort();
      await Promise.all([...open].map((connection) => connection.close()));
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && REFUSALS.includes(error.data.error);
}
