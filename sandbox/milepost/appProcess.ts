import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Within the five seconds in which everything has to be gone after Ctrl-C. */
const GRACE_MS = 4_000;
const READY_TIMEOUT_MS = 60_000;
const LAST_LINES = 15;

/** What a process needs of this machine to run at all; the user's own Slack settings are none of the sandbox's. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'LANG',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
];

export type AppProcess = {
  /** Resolves when the process is gone, wanted or not, with the way it went and its last lines on stderr. */
  readonly ended: Promise<{ readonly how: string; readonly lastLines: readonly string[] }>;
  /** Resolves when the app answers at this address; rejects when it ends first. */
  ready(url: string): Promise<void>;
  send(message: Readonly<Record<string, unknown>>): void;
  stop(): Promise<void>;
};

type Options = {
  readonly script: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
};

/** The real app in a process of its own, which ends by itself when this one is gone. */
export function startApp({ script, settings, env, say }: Options): AppProcess {
  const inherited = Object.fromEntries(
    PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
  const child = fork(script, ['--clock=parent'], {
    env: { ...inherited, ...settings },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C reaches the whole group of the terminal; the app is to end when it is told, not at the same time.
    detached: true,
  });
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface(stream).on('line', (line) => {
      say(`app: ${line}`);
      if (stream === child.stderr) lastLines.push(line);
      if (lastLines.length > LAST_LINES) lastLines.shift();
    });
  }

  const state = { gone: false };
  const ended = new Promise<{ how: string; lastLines: readonly string[] }>((resolve) => {
    const end = (how: string) => {
      state.gone = true;
      resolve({ how, lastLines });
    };
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => end(signal ? `ended by ${signal}` : `exit code ${code}`));
  });

  return {
    ended,
    ready: async (url) => {
      const deadline = Date.now() + READY_TIMEOUT_MS;
      while (!state.gone && Date.now() < deadline) {
        if (await answersOk(url)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(
        state.gone ? 'The app ended before it was ready.' : `The app was not ready after ${READY_TIMEOUT_MS / 1000} s.`,
      );
    },
    send: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    stop: async () => {
      if (state.gone) return;
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(timer);
    },
  };
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false;
  }
}
