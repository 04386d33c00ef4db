import { type ChildProcess, spawn } from 'node:child_process';
import { heapMbAt } from './heap.ts';

export type App = {
  readonly port: number;
  readonly role: 'all' | 'web' | 'worker';
  /** SIGKILL, and again from the start. */
  readonly killAndRestart: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Resolves when `/readyz` says so. */
  readonly ready: () => Promise<void>;
  readonly get: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
  /** SIGTERM; the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Megabytes that it still holds after it has collected its garbage. */
  readonly heapMb: () => Promise<number>;
  readonly pid: () => number | undefined;
  /** The last of what it said. */
  readonly said: () => string;
};

/** As much of what an app says as helps to understand a failure. */
const SAID_MAX = 20_000;

export function startProcess(settings: Readonly<Record<string, string>>, port: number, role: App['role']): App {
  let child: ChildProcess | undefined;
  let ended: Promise<number | null> = Promise.resolve(null);
  let said = '';
  let inspectorUrl = '';

  function start(): void {
    const env = { PATH: process.env['PATH'] ?? '', ...settings, PORT: String(port), PROCESS_ROLE: role };
    const process_ = spawn(process.execPath, ['--inspect=127.0.0.1:0', 'dist/src/main.js'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [process_.stdout, process_.stderr]) {
      stream.on('data', (chunk) => {
        said = (said + String(chunk)).slice(-SAID_MAX);
        inspectorUrl = /Debugger listening on (ws:\S+)/.exec(String(chunk))?.[1] ?? inspectorUrl;
      });
    }
    ended = new Promise((resolve) => process_.once('close', resolve));
    child = process_;
  }

  async function signal(name: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    child?.kill(name);
    return ended;
  }

  async function get(path: string) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5_000) });
    return { status: answer.status, text: await answer.text() };
  }

  start();
  // Also where a test is given up in the middle.
  process.once('exit', () => child?.kill('SIGKILL'));
  return {
    port,
    role,
    get,
    said: () => said,
    pid: () => child?.pid,
    async killAndRestart() {
      await signal('SIGKILL');
      start();
    },
    kill: async () => void (await signal('SIGKILL')),
    stop: () => signal('SIGTERM'),
    heapMb: () => heapMbAt(inspectorUrl),
    async ready() {
      for (let tries = 0; tries < 600; tries++) {
        const answer = await get('/readyz').catch(() => undefined);
        if (answer?.status === 200) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`The app did not become ready; it said: ${said.slice(-2_000)}`);
    },
  };
}
