import { runSandbox } from './run.ts';

const DEFAULT_PORT = 4321;
/** The app has four of these seconds; then whatever still hangs is left to end with this process. */
const STOP_LIMIT_MS = 4_900;

const closing: (() => Promise<void>)[] = [];
let stopping = false;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Last started, first ended: what the app still writes on its way out needs the database and the workspace. */
async function closeAll(): Promise<void> {
  for (const close of closing.splice(0).toReversed()) {
    await close().catch((error: unknown) => say(`While stopping: ${words(error)}`));
  }
}

async function stop(exitCode: number): Promise<never> {
  stopping = true;
  setTimeout(() => process.exit(exitCode), STOP_LIMIT_MS);
  await closeAll();
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
    for (let run = 1; ; run++) {
      let startOver = () => {};
      const isToStartOver = new Promise<true>((resolve) => {
        startOver = () => resolve(true);
      });
      const sandbox = await runSandbox({ port, run, env: process.env, say, startOver }, closing);
      if (run === 1) {
        process.stdout.write(
          `Milepost sandbox: ${sandbox.url}\n` +
            'Open it in a browser, choose whom to be, and type /milestone help in #atlas-client. Ctrl-C stops everything.\n',
        );
      }
      const ended = await Promise.race([isToStartOver, sandbox.appEnded]);
      if (ended !== true) {
        if (!stopping) say(ended);
        break;
      }
      say('Starting over.');
      await closeAll();
    }
  } catch (error) {
    if (!stopping) say(isPortTaken(error) ? `Port ${port} is taken: set SANDBOX_PORT to another one.` : words(error));
  }
  if (!stopping) await stop(1);
}

await main();
