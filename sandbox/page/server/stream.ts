import type { ServerResponse } from 'node:http';
import type { PageState } from '../pageState.ts';
import type { Sent } from './patch.ts';
import { patchSince } from './patch.ts';

/** Many changes at once are one reason to look again. */
const GATHER_MS = 30;
/** Often enough that a page notices a sandbox that is gone. */
const PULSE_MS = 15_000;

export type Stream = {
  /** `look` is what this page shows. */
  add(response: ServerResponse, look: () => PageState): void;
  notify(): void;
  close(): void;
};

/** Server-sent events: first all that a page shows, then what changes of it. */
export function createStream(): Stream {
  const pages = new Map<ServerResponse, () => void>();
  let gathering: NodeJS.Timeout | undefined;
  const pulse = setInterval(() => {
    for (const response of pages.keys()) response.write(': still here\n\n');
  }, PULSE_MS);
  pulse.unref();
  return {
    add: (response, look) => {
      let sent: Sent | undefined;
      const send = () => {
        const next = patchSince(sent, look());
        sent = next.sent;
        response.write(`event: changed\ndata: ${JSON.stringify(next.patch)}\n\n`);
      };
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write('retry: 1000\n');
      send();
      pages.set(response, send);
      response.once('close', () => pages.delete(response));
    },
    notify: () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        for (const send of pages.values()) send();
      }, GATHER_MS);
    },
    close: () => {
      clearInterval(pulse);
      clearTimeout(gathering);
      for (const response of pages.keys()) response.end();
    },
  };
}
