import { type ChildProcess, spawn } from 'node:child_process';
import { resolve as pathOf } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BOT, CHANNELS, TEAM, USERS } from '../../sandbox/milepost/cast.ts';
import { freePort } from '../../sandbox/slack/common/freePort.ts';
import { type StandIn, startStandIn } from '../../sandbox/slack/standIn.ts';
import { freshDatabaseUri } from '../support/database.ts';
import { type Memory, memoryAt } from '../support/memory.ts';

export const SIGNING_SECRET = 'signing-secret';
export const BOT_TOKEN = 'xoxb-test';
export const APP_TOKEN = 'xapp-test';
const END_WITH_PARENT = pathToFileURL(pathOf('test/support/endWithParent.mjs')).href;
export const INSPECT = '--inspect=127.0.0.1:0';

export type Started = {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly words: string }>;
  /** What it has said so far. */
  readonly words: () => string;
};

const children = new Set<ChildProcess>();
// Also where a test is given up in the middle.
process.once('exit', endAll);

/** Ends every process that is still there. */
export function endAll(): void {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
}

export function start(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(command, args, {
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: `--import=${END_WITH_PARENT}`,
      MILEPOST_STARTED_BY: process.env['MILEPOST_TEST_RUN'],
      ...env,
    },
    // The process ends where the first of these closes.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.add(child);
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (words += chunk));
  const ended = new Promise<{ code: number | null; words: string }>((resolve) =>
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code, words });
    }),
  );
  return { child, ended, words: () => words };
}

/** The built app, as `npm start` runs it. */
export function startBuilt(env: Readonly<Record<string, string>>, ...flags: readonly string[]): Started {
  return start(process.execPath, [...flags, 'dist/src/main.js'], env);
}

export function startSlack(): Promise<StandIn> {
  return startStandIn({
    signingSecret: SIGNING_SECRET,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    seed: { team: TEAM, bot: BOT, users: structuredClone(USERS), channels: structuredClone(CHANNELS) },
  });
}

export async function settingsFor(slack: StandIn): Promise<Record<string, string>> {
  const port = String(await freePort());
  return {
    MONGODB_URI: freshDatabaseUri(),
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: port,
    ADMIN_PORT: port,
  };
}

/** Status and words of an answer; `no answer` where none comes. */
export async function get(port: string | undefined, path: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
  return answer ? `${answer.status} ${(await answer.text()).trim()}` : 'no answer';
}

export async function ready(port: string | undefined): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if ((await get(port, '/readyz')) === '200 ready') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The app did not become ready');
}

/** What the process holds after it has collected its garbage; it was started with {@link INSPECT}. */
export function memoryOf(app: Started): Promise<Memory> {
  const [, url = ''] = /Debugger listening on (ws:\S+)/.exec(app.words()) ?? [];
  return memoryAt(url);
}
