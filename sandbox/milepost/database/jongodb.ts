import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { openGate } from './gate.ts';
import type { Source } from './types.ts';

const START_TIMEOUT_MS = 15_000;
const ARGUMENTS = ['--host=127.0.0.1', '--port=0', '--database=milepost', '--topology-profile=singleNodeReplicaSet'];

/**
 * Runs the server and waits for the end of its own input, which comes when this process ends, however it ends
 * (kill -9 too); then the server goes with it.
 */
const KEEPER = '"$@" </dev/null & server=$!; exec >/dev/null 2>&1; cat; kill -9 $server; wait';

/** A small in-memory server that speaks MongoDB's protocol: the last resort, where no mongod can be had. */
export const jongodb: Source = async () => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { reason: `jongodb runs on Linux x64, not on ${process.platform} ${process.arch}` };
  }
  const binary = findBinary();
  if (!binary) return { reason: '@jongodb/memory-server-bin-linux-x64-gnu is not installed' };

  // Detached: Ctrl-C must not end the database before the app that still writes to it.
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', binary, ...ARGUMENTS], { detached: true });
  const ended = new Promise<void>((resolve) => keeper.once('close', () => resolve()));
  const stop = async () => {
    keeper.stdin.end();
    await ended;
  };
  const uri = await firstUri(keeper.stdout, keeper.stderr);
  if (!uri.startsWith('mongodb:')) {
    await stop();
    return { reason: `jongodb does not start: ${uri}` };
  }
  const gate = await openGate(Number(new URL(uri).port));
  const stopBoth = async () => {
    await gate.close();
    await stop();
  };
  return {
    database: { uri: throughGate(uri, gate.port), kind: 'jongodb', stop: stopBoth },
    words: 'jongodb, in memory',
  };
};

function findBinary(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@jongodb/memory-server-bin-linux-x64-gnu/bin/jongodb');
  } catch {
    return undefined;
  }
}

/** The address the server prints when it is ready, or the last thing it said instead. */
function firstUri(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    let lastWords = 'it ended without a word';
    const timer = setTimeout(() => resolve(`not ready after ${START_TIMEOUT_MS / 1000} s`), START_TIMEOUT_MS);
    createInterface(stderr).on('line', (line) => {
      if (line.trim() && !line.startsWith('\tat ')) lastWords = line;
    });
    const lines = createInterface(stdout);
    lines.on('line', (line) => {
      if (!line.startsWith('JONGODB_URI=')) return;
      clearTimeout(timer);
      resolve(line.slice('JONGODB_URI='.length).trim());
    });
    lines.once('close', () => {
      clearTimeout(timer);
      // stderr may come a moment later than the end of stdout.
      setTimeout(() => resolve(lastWords), 50);
    });
  });
}

/** The same server, by way of the gate that keeps its commands and transactions apart. */
export function throughGate(uri: string, port: number): string {
  const url = new URL(uri);
  url.port = String(port);
  // The server would name its own address otherwise, and the driver would go there.
  url.searchParams.set('directConnection', 'true');
  // It announces that it can push its state, and then does not.
  url.searchParams.set('serverMonitoringMode', 'poll');
  return url.href;
}
