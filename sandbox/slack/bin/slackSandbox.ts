#!/usr/bin/env node
import { readOptions, USAGE } from './options.ts';
import { runSlackSandbox } from './run.ts';

const closing: (() => Promise<void>)[] = [];
let isStopping = false;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const close of closing.toReversed()) {
    await close().catch((error: unknown) => say(`While stopping: ${words(error)}`));
  }
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(USAGE);
  } else {
    const { standIn, appEnded } = await runSlackSandbox(options, { env: process.env, say, closing });
    process.stdout.write(
      `Slack sandbox: ${standIn.url} (Web API ${standIn.apiUrl}, control ${standIn.url}/control, bot token ${options.botToken})\n`,
    );
    const how = await appEnded;
    if (!isStopping) say(`The app ended by itself (${how}).`);
    await stop(1);
  }
} catch (error) {
  say(words(error));
  await stop(1);
}
