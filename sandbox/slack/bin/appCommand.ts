import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Long enough for an app that connects to a database first. */
const READY_MS = 60_000;
const LOOK_EVERY_MS = 100;
const STOP_MS = 4_000;

export type AppCommand = {
  /** Resolves when the process is gone, with the way it went. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

type Options = {
  readonly line: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
};

/** Runs the app with a shell, in a process group of its own, so that all of it ends with the sandbox. */
export function runApp({ line, env, say }: Options): AppCommand {
  const child = spawn(line, { shell: true, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (said) => say(`app: ${said}`));
  }
  let isGone = false;
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      isGone = true;
      resolve(how);
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => end(signal ? `ended by ${signal}` : `exit code ${code}`));
  });
  const signal = (name: NodeJS.Signals) => {
    if (!isGone && child.pid !== undefined) process.kill(-child.pid, name);
  };
  return {
    ended,
    stop: async () => {
      if (isGone) return;
      const timer = setTimeout(() => signal('SIGKILL'), STOP_MS);
      signal('SIGTERM');
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Waits until something answers at this address, whatever it answers. */
export async function answers(url: string): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`Nothing answers at ${url} after ${READY_MS / 1000} s.`);
}
