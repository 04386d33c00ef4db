import type { ReceiverEvent } from '@slack/bolt';
import { SocketModeClient, type SocketModeOptions } from '@slack/socket-mode';
import { Agent, buildConnector } from 'undici';
import { z } from 'zod';
import { parseJson } from './json.ts';

/** Bytes of one message, as of one body over HTTP. A longer one ends the connection. */
const MESSAGE_MAX = 512 * 1024;
/** Pieces that one message may come in. */
const FRAGMENTS_MAX = 1_000;
/** How long Slack may take from the request for an address to its `hello`. */
const OPEN_MS = 30_000;
/** How long Slack may take to close the connection. */
const CLOSE_MS = 2_000;

/** docs.slack.dev/apis/events-api/using-socket-mode */
const signal = z.object({ type: z.enum(['hello', 'disconnect']) });
const envelope = z.object({
  type: z.enum(['slash_commands', 'interactive', 'events_api']),
  envelope_id: z.string().min(1),
  payload: z.unknown(),
  retry_attempt: z.number().nullish(),
  retry_reason: z.string().nullish(),
});

/** One delivery of Slack's. Nobody has looked into `body` yet. */
export type Received = Pick<ReceiverEvent, 'ack' | 'retryNum' | 'retryReason'> & { readonly body: unknown };

/** An open connection of Socket Mode. */
export type SocketConnection = {
  /** Resolves when the connection has ended, on either side. */
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Opens one connection. Rejects if Slack refuses it or sends no `hello` in time. Reconnecting is left to the caller:
 * Slack's client drops the promise of its reconnect, so a revoked token would end the process.
 */
export async function openSocket(options: {
  readonly appToken: string;
  readonly clientOptions: NonNullable<SocketModeOptions['clientOptions']>;
  readonly logger: NonNullable<SocketModeOptions['logger']>;
  readonly wait: (ms: number) => Promise<void>;
  readonly onReceived: (received: Received) => void;
  /** Called for each message that is not a Socket Mode message. */
  readonly onNonsense: () => void;
}): Promise<SocketConnection> {
  const { appToken, clientOptions, logger, wait, onReceived, onNonsense } = options;
  const { dispatcher, destroy } = limitedDispatcher();
  // The client writes its dispatcher into the options.
  const own = { appToken, clientOptions: { ...clientOptions }, logger, dispatcher };
  const client = new Client({ ...own, autoReconnectEnabled: false });
  client.on('nonsense', onNonsense);
  client.on('received', onReceived);
  const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve())).finally(destroy);
  const close = () => Promise.race([client.disconnect(), wait(CLOSE_MS)]).finally(destroy);
  const tooLate = wait(OPEN_MS).then(() => Promise.reject(new Error('Slack did not open the connection in time')));
  try {
    await Promise.race([client.start(), tooLate]);
  } catch (error) {
    await close();
    throw error ?? new Error('The connection ended before Slack greeted');
  }
  return { ended, close };
}

/** undici's own limit is 128 MB. With a dispatcher of ours the client no longer ends a connection that hangs; we do. */
function limitedDispatcher() {
  const sockets = new Set<{ destroy(): unknown }>();
  const connect = buildConnector({ allowH2: false });
  const dispatcher = new Agent({
    webSocket: { maxPayloadSize: MESSAGE_MAX, maxFragments: FRAGMENTS_MAX },
    connect: (options, callback) =>
      connect(options, (...outcome) => {
        const [, socket] = outcome;
        if (socket) sockets.add(socket);
        callback(...outcome);
      }),
  });
  function destroy(): void {
    for (const socket of sockets) socket.destroy();
    dispatcher.destroy().catch(() => undefined);
  }
  return { dispatcher, destroy };
}

/**
 * Slack's client, but for what it does with messages: it looks for fields in `null`, and emits events by whatever name a
 * message gives, its own among them.
 */
class Client extends SocketModeClient {
  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    const message = isBinary ? undefined : messageIn(data);
    if (signal.safeParse(message).success) return super.onWebSocketMessage(data, isBinary);
    const found = envelope.safeParse(message);
    if (!found.success) {
      this.emit('nonsense');
      return;
    }
    const { payload, envelope_id, retry_attempt, retry_reason } = found.data;
    const received: Received = {
      body: payload,
      ack: (response) => this.#acknowledge(envelope_id, response),
      ...(typeof retry_attempt === 'number' ? { retryNum: retry_attempt } : {}),
      ...(typeof retry_reason === 'string' ? { retryReason: retry_reason } : {}),
    };
    this.emit('received', received);
  }

  /** Rejects where the connection has ended meanwhile. */
  async #acknowledge(envelopeId: string, response: unknown): Promise<void> {
    const { websocket } = this;
    if (!websocket?.isActive()) throw new Error('The connection to Slack ended before the acknowledgement');
    const payload = typeof response === 'string' ? { text: response } : response;
    const words = JSON.stringify({ envelope_id: envelopeId, payload: payload ?? {} });
    await new Promise<void>((resolve, reject) => websocket.send(words, (error) => (error ? reject(error) : resolve())));
  }
}

function messageIn(data: string | ArrayBuffer): unknown {
  return typeof data === 'string' ? parseJson(data) : undefined;
}
