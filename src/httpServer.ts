import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Metrics } from './metrics.ts';

export type Check = () => Promise<{ readonly ready: boolean; readonly words: string }>;

/** `/healthz` (the process lives), `/readyz` (it can do its work now), `/metrics`, and Slack's requests. */
export function createHttpServer(
  readiness: Check,
  metrics: Pick<Metrics, 'contentType' | 'text'>,
  slackPath: string,
  slack: RequestListener | undefined,
): Server {
  return createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/healthz') return answer(response, 200, 'ok');
    if (path === '/readyz')
      return void readiness().then(({ ready, words }) => answer(response, ready ? 200 : 503, words));
    if (path === '/metrics')
      return void metrics.text().then((text) => answer(response, 200, text.trimEnd(), metrics.contentType));
    if (path === slackPath && slack) return slack(request, response);
    return answer(response, 404, 'Nothing here');
  });
}

function answer(response: ServerResponse, status: number, words: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type }).end(`${words}\n`);
}

export async function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, ...(host ? [host] : []), resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
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
