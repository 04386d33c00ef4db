import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { close, createHttpServer, isPortTaken, listen, type Routes } from './platform/httpServer.ts';

type Served = {
  readonly config: Config;
  /** `/healthz`, `/readyz` and `/metrics`. */
  readonly ours: Routes;
  /** What Slack calls; empty where nothing comes over HTTP. */
  readonly slacks: Routes;
  readonly log: Logger;
  readonly onFault: (error: unknown) => void;
};

export type Servers = {
  /** The port for Slack's requests; absent where none come over HTTP. */
  readonly port: number | undefined;
  readonly adminPort: number;
  readonly close: () => Promise<void>;
};

/** Two servers, so that Slack's address shows nothing of ours; one where both have the same port. */
export async function openServers({ config, ours, slacks, log, onFault }: Served): Promise<Servers> {
  const isOneServer = config.admin.port === config.port;
  const adminServer = createHttpServer(isOneServer ? new Map([...ours, ...slacks]) : ours, log, onFault);
  const slackServer = !isOneServer && slacks.size > 0 ? createHttpServer(slacks, log, onFault) : undefined;
  const adminHost = isOneServer ? config.host : config.admin.host;
  const adminPort = await listen(adminServer, config.admin.port, adminHost, onFault).catch((error: unknown) => {
    // A second process on the same machine.
    if (isOneServer || !config.admin.isAnyPort || !isPortTaken(error)) throw error;
    return listen(adminServer, 0, adminHost, onFault);
  });
  const slackPort = slackServer && (await listen(slackServer, config.port, config.host, onFault));
  return {
    port: isOneServer && slacks.size > 0 ? adminPort : slackPort,
    adminPort,
    async close() {
      await Promise.all([close(adminServer), slackServer && close(slackServer)]);
    },
  };
}
