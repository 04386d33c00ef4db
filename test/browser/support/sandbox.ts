import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Temporal } from 'temporal-polyfill';
import type { PageAction, PageMessage, PageOutcome, PageState } from '../../../sandbox/page/pageState.ts';
import { freePort } from '../../../sandbox/slack/common/freePort.ts';
import { freshDatabaseUri } from '../../support/database.ts';

export const ATLAS = 'C0ATLAS';
export const BOREALIS = 'C0BOREALIS';
export const OFFICE = 'C0OFFICE';
export const LEAD = 'U0LEAD';
export const CLIENT = 'U0CLIENT';
export const ADMIN = 'U0ADMIN';

/** The sandbox has another for each run, unless it is given one. */
export const SANDBOX_BOT_TOKEN = 'xoxb-browser-tests';
export const START_MS = 60_000;
const WAIT_MS = 20_000;

export type Sandbox = {
  readonly url: string;
  readonly port: number;
  /** When it said that it is ready. */
  readonly readyAt: number;
  state(as: string): Promise<PageState>;
  /** Does without the page what is not the matter of a test. */
  perform(as: string, action: PageAction): Promise<PageOutcome>;
  /** Adds a milestone, due on a working day, and gives its number once the board shows it. */
  addMilestone(title: string, days: number, channelId?: string): Promise<number>;
  until<T>(what: string, probe: () => Promise<T | undefined | false>, waitMs?: number): Promise<T>;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** The real sandbox, as `npm run sandbox` starts it, in a process of its own. */
export async function startSandbox(wanted?: number, settings: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
  const port = wanted ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['dist/sandbox/milepost/main.js'], {
    env: {
      ...process.env,
      SANDBOX_BOT_TOKEN,
      ...settings,
      SANDBOX_PORT: String(port),
      MONGODB_URI: freshDatabaseUri(),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  createInterface(child.stderr).on('line', (line) => said.push(line));
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the sandbox did not start: ${said.join('\n')}`)), START_MS);
    createInterface(child.stdout).on('line', (line) => {
      if (!line.startsWith('Milepost sandbox:')) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('close', () => reject(new Error(`the sandbox ended: ${said.join('\n')}`)));
  });

  const state = async (as: string) => (await (await fetch(`${url}/sandbox/state?as=${as}`)).json()) as PageState;

  const perform = async (as: string, action: PageAction): Promise<PageOutcome> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/sandbox/do`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ as, action }),
    });
    if (!response.ok) throw new Error(`${action.do} was refused: ${await response.text()}`);
    return (await response.json()) as PageOutcome;
  };

  const until: Sandbox['until'] = async (what, probe, waitMs = WAIT_MS) => {
    const deadline = Date.now() + waitMs;
    while (Date.now() < deadline) {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`waited in vain for ${what}`);
  };

  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal);
    await ended;
  };

  return {
    url,
    port,
    readyAt: Date.now(),
    state,
    perform,
    until,
    addMilestone: async (title, days, channelId = ATLAS) => {
      const { now } = await state(LEAD);
      const line = `/milestone add ${workingDayAfter(now, days)} ${title}`;
      await perform(LEAD, { do: 'command', channelId, line });
      return until(`"${title}" on the board`, async () => numberOf(boardOf(await state(LEAD), channelId), title));
    },
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
  };
}

export function boardOf(state: PageState, channelId: string): PageMessage | undefined {
  const channel = state.channels.find(({ id }) => id === channelId);
  return channel?.messages.find(({ ts }) => channel.pins.includes(ts));
}

/** "#3 First draft – expected …" */
export function numberOf(board: PageMessage | undefined, title: string): number | undefined {
  const line = board?.text.split('\n').find((each) => each.includes(title));
  const number = /^#(\d+)/.exec(line ?? '')?.[1];
  return number === undefined ? undefined : Number(number);
}

/** That day, or the Monday after it. */
export function workingDayAfter(now: string, days: number): string {
  const day = Temporal.PlainDate.from(dayAfter(now, days));
  return day.add({ days: { 6: 2, 7: 1 }[day.dayOfWeek] ?? 0 }).toString();
}

/** YYYY-MM-DD so many days later, where the first project is: shortly before midnight in UTC, its day is tomorrow. */
export function dayAfter(now: string, days: number): string {
  return Temporal.Instant.from(now).toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days }).toString();
}
