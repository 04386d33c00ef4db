import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';

export type Answering = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** In milliseconds. Slack sends a request at once and waits 3 s for the answer; slower clients are not Slack. */
const TIMES = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 };
/** How long a connection may be silent, in milliseconds: its client may have stopped to read. */
const SILENCE_MS = 15_000;
/** Connections at once: far more than Slack, a proxy and a few scrapes need. */
const CONNECTIONS_MAX = 500;
/** Between two lines in the log about too many connections, in milliseconds. */
const CROWD_LOG_MS = 60_000;

/** What answers at which path. */
export type Routes = ReadonlyMap<string, Answering>;

/**
 * THE boundary for faults of a request: whatever throws or rejects below it is logged, counted and answered, and the
 * process goes on. `onFault` takes a fault that broke a request.
 */
export function createHttpServer(routes: Routes, log: Logger, onFault: (error: unknown) => void): Server {
  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const answering = routes.get(path);
    if (answering) await answering(request, response);
    else answer(response, 404, 'Nothing here');
  }

  const server = createServer(TIMES);
  server.timeout = SILENCE_MS;
  server.maxConnections = 2 * CONNECTIONS_MAX;
  const isAlone = limitConnections(server, log);
  server.on('request', (request, response) => {
    if (!isAlone(request, response)) return;
    route(request, response).catch((error: unknown) => {
      onFault(error);
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'Something went wrong');
    });
  });
  return server;
}

/**
 * Keeps strangers from holding all connections, or many requests on one. At the limit it closes the connection with the
 * oldest answer. It also closes a connection that sends a request before it has the answer to the last: no client of ours
 * does that, and Node would take up thousands at once. Returns whether a request may be answered.
 */
function limitConnections(
  server: Server,
  log: Logger,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  /** Ordered by their last answer, or their start: the oldest first. */
  const open = new Set<Socket>();
  const underWay = new Map<Socket, IncomingMessage>();
  let loggedAt = Number.NEGATIVE_INFINITY;

  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    if (open.size <= CONNECTIONS_MAX) return;
    if (performance.now() - loggedAt > CROWD_LOG_MS) {
      loggedAt = performance.now();
      log.warn({ connections: open.size }, 'There are too many connections: Milepost closes the oldest');
    }
    // Whoever has a whole request under way gets its answer.
    const oldest = [...open].find((each) => underWay.get(each)?.complete !== true);
    if (oldest === undefined) return;
    // Its `close` comes later, and others may come before that.
    open.delete(oldest);
    oldest.destroy();
  });

  return (request, response) => {
    const { socket } = request;
    if (underWay.has(socket) || socket.destroyed) {
      socket.destroy();
      return false;
    }
    underWay.set(socket, request);
    response.once('close', () => {
      underWay.delete(socket);
      if (open.delete(socket)) open.add(socket);
    });
    return true;
  };
}

export function answer(
  response: ServerResponse,
  status: number,
  words: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type }).end(`${words}\n`);
}

export async function listen(
  server: Server,
  port: number,
  host: string | undefined,
  onFault: (error: unknown) => void,
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, ...(host ? [host] : []), resolve);
  });
  // Accepting a connection can fail, when file handles run out say. Without a listener that would end the process.
  server.on('error', onFault);
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

export function isPortTaken(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** How long a request under way may take once the process is to stop. */
const CLOSE_MS = 3_000;

/** Takes no new connection and waits for the answers under way. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  // Someone who never finishes what they send must not hold the others up.
  const limit = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
  await closed;
  clearTimeout(limit);
}
