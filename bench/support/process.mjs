import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../dist/sandbox/slack/common/freePort.js';
import { signedHeaders } from '../../dist/sandbox/slack/deliver/sign.js';

export const BOT_TOKEN = 'xoxb-bench';
export const SIGNING_SECRET = 'bench';
/** Ticks of the CPU clock a second, as Linux tells them to programs. */
const TICKS = 100;
const READY_MS = 60_000;

export const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const signed = (body) => signedHeaders(SIGNING_SECRET, body, Date.now());

/** CPU seconds that a process has used; Linux only. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Megabytes of memory that a process holds; Linux only. */
export function residentMb(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) / 1024;
}

/** A script as a process of its own. It ends with `stop`, and with this process. */
export function startProcess(script, { env = {}, args = [], execArgv = [] } = {}) {
  const { PATH, HOME, LANG } = process.env;
  const child = fork(script, args, { env: { PATH, HOME, LANG, ...env }, execArgv });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    child,
    pid: child.pid,
    ended,
    async stop() {
      process.off('exit', kill);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function answersOk(url) {
  const answer = await fetch(url).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

export async function untilReady(url, { child }, everyMs = 50) {
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  for (const deadline = performance.now() + READY_MS; performance.now() < deadline; await pause(everyMs)) {
    if (isGone()) throw new Error(`The process that was to answer at ${url} has ended`);
    if (await answersOk(url)) return;
  }
  throw new Error(`Nothing answers at ${url}`);
}

/** The built app, ready, as `npm start` runs it; `wake` has it look at once at what is due. */
export async function startApp({ uri, apiUrl, role = 'all', execArgv = [], env = {} }) {
  const port = await freePort();
  const app = startProcess(here('../dist/src/main.js'), {
    args: ['--clock=parent'],
    execArgv,
    env: {
      MONGODB_URI: uri,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: apiUrl,
      PROCESS_ROLE: role,
      HOST: '127.0.0.1',
      PORT: String(port),
      ADMIN_PORT: String(port),
      LOG_LEVEL: 'warn',
      ...env,
    },
  });
  await untilReady(`http://127.0.0.1:${port}/readyz`, app);
  return {
    ...app,
    url: `http://127.0.0.1:${port}/slack/events`,
    wake: () => app.child.send({ clockOffsetMs: 0 }),
  };
}

/** A Bolt app that only acknowledges (bareBolt.mjs). */
export const startBare = ({ apiUrl }) => startPeer('bareBolt.mjs', [apiUrl]);

/** The same visible job as `/milestone add`, without a promise (plainApp.mjs). */
export const startPlain = ({ uri, apiUrl }) => startPeer('plainApp.mjs', [uri, apiUrl]);

async function startPeer(script, args) {
  const port = await freePort();
  const peer = startProcess(here(`support/${script}`), {
    args: [String(port), ...args],
    env: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET },
  });
  await untilReady(`http://127.0.0.1:${port}/readyz`, peer);
  return { ...peer, url: `http://127.0.0.1:${port}/slack/events` };
}
