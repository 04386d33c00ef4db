import type { ServerResponse } from 'node:http';

/** Many changes at once are one reason to look again. */
const GATHER_MS = 30;
/** Often enough that a page notices a sandbox that is gone. */
const PULSE_MS = 15_000;

export type Stream = { add(response: ServerResponse): void; tell(): void; close(): void };

/** Server-sent events that say only that something changed; the page then asks for what it shows. */
export function createStream(): Stream {
  const listeners = new Set<ServerResponse>();
  const send = (text: string) => {
    for (const response of listeners) response.write(text);
  };
  let gathering: NodeJS.Timeout | undefined;
  const pulse = setInterval(() => send(': still here\n\n'), PULSE_MS);
  pulse.unref();
  return {
    add: (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write('retry: 1000\nevent: changed\ndata: {}\n\n');
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
    tell: () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        send('event: changed\ndata: {}\n\n');
      }, GATHER_MS);
    },
    close: () => {
      clearInterval(pulse);
      clearTimeout(gathering);
      for (const response of listeners) response.end();
    },
  };
}
