import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../../../sandbox/slack/types.ts';
import { SECRET } from './seed.ts';

/** One request the throwaway app got. */
export type Got = {
  readonly headers: IncomingHttpHeaders;
  readonly raw: string;
  /** The event, the interaction payload or the command's fields. */
  readonly body: Json;
  readonly isSigned: boolean;
};

export type Reply = {
  readonly status?: number;
  readonly json?: unknown;
  readonly plain?: string;
  readonly headers?: Record<string, string>;
  /** Never answers. */
  readonly silent?: boolean;
};

export type App = {
  readonly url: string;
  readonly got: Got[];
  /** What the app answers from now on; an empty 200 unless told otherwise. */
  readonly answer: (reply: Reply | ((got: Got) => Reply)) => void;
  readonly close: () => void;
};

function bodyOf(contentType: string, raw: string): Json {
  if (contentType.startsWith('application/json')) return JSON.parse(raw) as Json;
  const fields = Object.fromEntries(new URLSearchParams(raw));
  return fields.payload === undefined ? fields : (JSON.parse(fields.payload) as Json);
}

function isSigned(headers: IncomingHttpHeaders, raw: string): boolean {
  const base = `v0:${String(headers['x-slack-request-timestamp'])}:${raw}`;
  const expected = `v0=${createHmac('sha256', SECRET).update(base).digest('hex')}`;
  return headers['x-slack-signature'] === expected;
}

export async function startApp(): Promise<App> {
  const got: Got[] = [];
  let reply: Reply | ((got: Got) => Reply) = {};
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const { headers } = request;
      const one = { headers, raw, body: bodyOf(headers['content-type'] ?? '', raw), isSigned: isSigned(headers, raw) };
      got.push(one);
      const made = typeof reply === 'function' ? reply(one) : reply;
      if (made.silent === true) return;
      const type = made.json === undefined ? 'text/plain' : 'application/json';
      response.writeHead(made.status ?? 200, { 'content-type': type, ...made.headers });
      response.end(made.json === undefined ? (made.plain ?? '') : JSON.stringify(made.json));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    got,
    answer: (next) => {
      reply = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
