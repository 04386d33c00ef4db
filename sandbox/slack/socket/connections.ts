import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Later } from '../common/timer.ts';
import { cancellable } from '../common/timer.ts';
import type { Json } from '../types.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** docs.slack.dev/apis/events-api/using-socket-mode: up to 10 connections of one app; a payload goes to one of them. */
const MOST_CONNECTIONS = 10;
/** An address serves once, and not for long. */
const TICKET_LIFETIME_MS = 30_000;
/** Between the warning and the end of a connection: the same page, "Disconnecting". */
const WARNING_MS = 10_000;
const PING_EVERY_MS = 10_000;
/** What Slack says in `hello`; a sample's value, counted in seconds. */
const CONNECTION_SECONDS = 18_060;
const HOST = 'applink-stand-in';

/** `too_many_websockets`: slackapi/bolt-js#2225. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

/** The connections an app has opened, and how they break. */
export type SocketConnections = {
  /** How many are open now. */
  connections(): number;
  /** Renews the oldest connection as Slack does every few hours: a warning, then the end ten seconds later. */
  refresh(): void;
  /** Says `disconnect` on every connection and ends them. */
  disconnect(reason: DisconnectReason): void;
  /** Ends every connection without a word. */
  cut(): void;
  /** Sends a message as it is on the oldest connection, sound or not. */
  sendRaw(message: string | Buffer): void;
};

export type Connections = SocketConnections & {
  /** The path and query of an address to connect to once. */
  ticket(): string;
  wasOpened(): boolean;
  /** The connection whose turn it is. */
  next(): WebSocket | undefined;
  say(socket: WebSocket, words: Json): void;
  /** True when it took the request. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): void;
};

type Options = {
  readonly workspace: Workspace;
  readonly later: Later;
  readonly onFrame: (socket: WebSocket, frame: string) => void;
  readonly onEnd: (socket: WebSocket) => void;
};

export function createConnections({ workspace, later, onFrame, onEnd }: Options): Connections {
  const server = new WebSocketServer({ noServer: true });
  const timers = cancellable(later);
  const tickets = new Map<string, number>();
  /** Oldest first. */
  const open = new Set<WebSocket>();
  /** They get nothing new while there is another one. */
  const warned = new WeakSet<WebSocket>();
  let opened = false;
  let turn = 0;

  const say: Connections['say'] = (socket, words) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(words));
  };
  const dismiss = (socket: WebSocket, reason: DisconnectReason) =>
    say(socket, { type: 'disconnect', reason, debug_info: { host: HOST } });

  const welcome = (socket: WebSocket) => {
    if (open.size >= MOST_CONNECTIONS) {
      dismiss(socket, 'too_many_websockets');
      socket.close();
      return;
    }
    opened = true;
    open.add(socket);
    const pings = setInterval(() => socket.ping(`Ping from ${HOST}`), PING_EVERY_MS).unref();
    socket.on('message', (data: Buffer) => onFrame(socket, data.toString('utf8')));
    // Whatever broke: the close that follows says all that matters.
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(pings);
      open.delete(socket);
      onEnd(socket);
      workspace.changes.notify('socket');
    });
    say(socket, {
      type: 'hello',
      num_connections: open.size,
      debug_info: { host: HOST, build_number: 1, approximate_connection_time: CONNECTION_SECONDS },
      connection_info: { app_id: workspace.bot.appId },
    });
    workspace.changes.notify('socket');
  };

  const isGood = (ticket: string): boolean => {
    const issuedAt = tickets.get(ticket);
    tickets.delete(ticket);
    return issuedAt !== undefined && workspace.realNow() - issuedAt <= TICKET_LIFETIME_MS;
  };

  return {
    ticket: () => {
      const ticket = randomBytes(16).toString('hex');
      tickets.set(ticket, workspace.realNow());
      return `/link/?ticket=${ticket}&app_id=${workspace.bot.appId}`;
    },
    wasOpened: () => opened,
    next: () => {
      const able = [...open].filter((socket) => socket.readyState === WebSocket.OPEN);
      const fresh = able.filter((socket) => !warned.has(socket));
      const among = fresh.length > 0 ? fresh : able;
      turn += 1;
      return among[turn % among.length];
    },
    say,
    upgrade: (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
      if (pathname !== '/link/') return false;
      if (isGood(searchParams.get('ticket') ?? '')) server.handleUpgrade(request, socket, head, welcome);
      else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return true;
    },
    connections: () => open.size,
    refresh: () => {
      const [oldest] = open;
      if (oldest === undefined) return;
      warned.add(oldest);
      dismiss(oldest, 'warning');
      timers.later(WARNING_MS, () => {
        dismiss(oldest, 'refresh_requested');
        oldest.close();
      });
    },
    disconnect: (reason) => {
      for (const socket of open) {
        dismiss(socket, reason);
        socket.close();
      }
    },
    cut: () => {
      for (const socket of open) socket.terminate();
    },
    sendRaw: (message) => {
      const [oldest] = open;
      oldest?.send(message);
    },
    close: () => {
      timers.cancelAll();
      for (const socket of open) socket.terminate();
      server.close();
    },
  };
}
