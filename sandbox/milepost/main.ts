import { runSandbox } from './run.ts';

const DEFAULT_PORT = 4321;
/** The app has four of these seconds; then whatever still hangs is left to end with this process. */
const STOP_LIMIT_MS = 4_900;

const closing: (() => Promise<void>)[] = [];
let stopping = false;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function stop(exitCode: number): Promise<never> {
  stopping = true;
  setTimeout(() => process.exit(exitCode), STOP_LIMIT_MS);
  // Last started, first ended: what the app still writes on its way out needs the database and the workspace.
  for (const close of closing.toReversed()) {
    await close().catch((error: unknown) => say(`While stopping: ${words(error)}`));
  }
  process.exit(exitCode);
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

async function main(): Promise<void> {
  const asked = process.env.SANDBOX_PORT || String(DEFAULT_PORT);
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    say(`SANDBOX_PORT must be a port number from 1 to 65535, not "${asked}".`);
    process.exit(1);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!stopping) void stop(0);
    });
  }
  try {
    const sandbox = await runSandbox({ port, env: process.env, say }, closing);
    process.stdout.write(
      `Milepost sandbox: ${sandbox.url}\n` +
        'Open it in a browser, choose whom to be, and type /milestone help in #atlas-client. Ctrl-C stops everything.\n',
    );
    const lastWords = await sandbox.appEnded;
    if (!stopping) say(lastWords);
  } catch (error) {
    if (!stopping) say(isPortTaken(error) ? `Port ${port} is taken: set SANDBOX_PORT to another one.` : words(error));
  }
  if (!stopping) await stop(1);
}

await main();
