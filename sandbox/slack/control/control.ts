import type { IncomingMessage, ServerResponse } from 'node:http';
import findMyWay from 'find-my-way';
import { z } from 'zod';
import { foreignRequest } from '../common/hostCheck.ts';
import { BadRequest, readJson } from '../common/readJson.ts';
import type { Controlled, Route } from './route.ts';
import { ROUTES } from './routes.ts';

const ROOM = '/control';

/** Drives the stand-in over HTTP, so that a test in any language can. True when the request was meant for it. */
export type Control = (request: IncomingMessage, response: ServerResponse) => boolean;

export function createControl(controlled: Controlled): Control {
  const router = findMyWay({
    ignoreTrailingSlash: true,
    defaultRoute: (_request, response) => answer(response, 404, { error: `There is no such route: see GET ${ROOM}.` }),
  });
  for (const route of ROUTES) {
    router.on(route.method, route.path, (request, response, params, _store, query) => {
      const address = { params, query: new URLSearchParams(asText(query)) };
      serve(route, controlled, address, request)
        .then((made) => answer(response, 200, made === undefined ? {} : made))
        .catch((error: unknown) => answer(response, ...refused(error)));
    });
  }
  router.on('GET', ROOM, (_request, response) => answer(response, 200, ROUTES.map(described)));

  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname;
    if (path !== ROOM && !path.startsWith(`${ROOM}/`)) return false;
    const foreign = foreignRequest(request.headers);
    if (foreign === undefined) router.lookup(request, response);
    else answer(response, 403, { error: foreign });
    return true;
  };
}

type Address = Parameters<Route['run']>[1];

async function serve(route: Route, controlled: Controlled, address: Address, request: IncomingMessage) {
  const isBare = route.method !== 'POST' || request.headers['content-length'] === '0';
  return route.run(controlled, address, isBare ? {} : await readJson(request));
}

function asText(query: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** 400 for what is not understood, 422 for what Slack's own client would not let somebody do. */
function refused(error: unknown): [status: number, body: object] {
  if (error instanceof BadRequest) return [error.status, { error: error.message }];
  if (error instanceof z.ZodError) return [400, { error: z.prettifyError(error) }];
  return [422, { error: error instanceof Error ? error.message : String(error) }];
}

function described({ method, path, does, body }: Route): object {
  return { method, path, does, ...(method === 'POST' ? { body: z.toJSONSchema(body, { io: 'input' }) } : {}) };
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
