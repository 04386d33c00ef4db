import { INSPECT, memoryOf, type Started, startBuilt } from '../process/builtApp.ts';

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
  /** What it has said since it was started last. */
  readonly said: () => string;
};

export function startProcess(
  settings: Readonly<Record<string, string>>,
  port: number,
  role: App['role'],
  flags: readonly string[] = [],
): App {
  const env = { ...settings, PORT: String(port), ADMIN_PORT: String(port), PROCESS_ROLE: role };
  let app: Started = startBuilt(env, INSPECT, ...flags);

  async function signal(name: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    app.child.kill(name);
    return (await app.ended).code;
  }

  async function get(path: string) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5_000) });
    return { status: answer.status, text: await answer.text() };
  }

  return {
    port,
    role,
    get,
    said: () => app.words(),
    pid: () => app.child.pid,
    async killAndRestart() {
      await signal('SIGKILL');
      app = startBuilt(env, INSPECT, ...flags);
    },
    kill: async () => void (await signal('SIGKILL')),
    stop: () => signal('SIGTERM'),
    heapMb: async () => (await memoryOf(app)).heapMb,
    async ready() {
      for (let tries = 0; tries < 600; tries++) {
        const answer = await get('/readyz').catch(() => undefined);
        if (answer?.status === 200) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`The app did not become ready; it said: ${app.words().slice(-2_000)}`);
    },
  };
}
