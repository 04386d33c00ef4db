import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { BOT, CHANNELS, TEAM, USERS } from '../../sandbox/milepost/cast.ts';
import { type StandIn, startStandIn } from '../../sandbox/slack/standIn.ts';
import type { Call, Message, Person, View } from '../../sandbox/slack/types.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/logger.ts';
import { storeOn } from '../../src/store.ts';
import { isBoard } from './board.ts';
import { freshConnection } from './database.ts';
import type { Wire } from './wire.ts';

export const CHANNEL = 'C0ATLAS';
export const OFFICE = 'C0OFFICE';
export const LEAD = 'U0LEAD';
export const INVITEE = 'U0INVITEE';
export const THIRD_PARTY = 'U0THIRD';
export const CLIENT = 'U0CLIENT';
export const ADMIN = 'U0ADMIN';
export const STRANGER = 'U0GUEST';

/** What the app may do in Slack and hears of there, as an admin installs it. */
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8')) as {
  readonly oauth_config: { readonly scopes: { readonly bot: string[] } };
  readonly settings: { readonly event_subscriptions: { readonly bot_events: string[] } };
};

/** A Sunday, 11:00 in Berlin. */
const START = new Date('2026-11-22T10:00:00Z');
const DAY_MS = 86_400_000;

export type Harness = {
  readonly slack: StandIn;
  readonly connection: Connection;
  /** The way to the database, for a harness that was started with `overWire`. */
  readonly wire: Pick<Wire, 'cutAt' | 'mend'>;
  /** Sets the project up as an admin would and opens it. */
  readonly openProject: (fields?: Record<string, unknown>) => Promise<void>;
  /** Moves the clock and lets the app do what has become due. */
  readonly moveDays: (days: number) => Promise<void>;
  readonly moveMinutes: (minutes: number) => Promise<void>;
  /** To an instant in UTC, `2026-11-24T08:00`. */
  readonly moveTo: (instant: string) => Promise<void>;
  /** Moves there and waits until every reminder that is due then was decided on and delivered. */
  readonly remindersAt: (instant: string) => Promise<void>;
  /** Types a command and waits for the private answer to it. */
  readonly say: (userId: string, line: string, channelId?: string) => Promise<string>;
  /** Asks the app's own HTTP server. */
  readonly get: (path: string) => Promise<{ readonly status: number; readonly text: string }>;
  /** Every line that the app logged. */
  readonly logged: () => readonly Record<string, unknown>[];
  /** Messages that everyone in a channel sees. */
  readonly posts: (channelId?: string) => readonly Message[];
  /** Updates, without the board. */
  readonly updates: () => readonly Message[];
  readonly board: () => Message | undefined;
  /** Waits until nothing is left to deliver. */
  readonly settled: () => Promise<void>;
  /** A moment later, for loops that look into the database. */
  readonly settledSoon: () => Promise<void>;
  /** Every call that broke one of Slack's limits. */
  readonly violations: () => readonly Call[];
  /** Throws when a call broke one of Slack's limits, so that every test holds them. */
  readonly stop: () => Promise<void>;
};

/** The form before someone, once it is there to be filled in: under load a view that says "loading" comes first. */
export function formOf(person: Person): View | undefined {
  const view = person.topView();
  return view?.payload['submit'] ? view : undefined;
}

/**
 * What came of a form that someone has sent: a private message since, or, on a machine too busy to save within two
 * seconds, the modal that said "Saving …" until then. Closes that modal.
 */
export async function outcomeOf(slack: StandIn, person: Person, channelId: string, before: number): Promise<string> {
  const message = () =>
    slack
      .messages(channelId)
      .slice(before)
      .find(({ onlyFor, text }) => onlyFor === person.userId && !text.startsWith('This takes longer than usual'))?.text;
  const note = () => {
    const view = person.topView();
    if (view === undefined || view.payload['submit']) return undefined;
    const words = JSON.stringify(view.payload['blocks']);
    return words.includes('Saving …') ? undefined : words;
  };
  const outcome = await slack.until('the outcome of a form', () => message() ?? note());
  if (message() === undefined) await person.closeView();
  return outcome;
}

/** The real app over signed HTTP, with a real database and the Slack stand-in; time moves by hand, and on by itself. */
export async function startHarness(
  env: Record<string, string> = {},
  options: {
    /** For tests that break Slack's limits on purpose. */
    readonly mayViolate?: boolean;
    /** For tests that count what goes to the database. */
    readonly monitorCommands?: boolean;
    /** For tests that break the way to the database. */
    readonly overWire?: boolean;
    /** How long the stand-in may still take a call that it did not answer. */
    readonly lateMs?: number;
    readonly callMs?: number;
    /** As many deliveries of Slack's the app works on at a time. */
    readonly inHandMax?: number;
    /** Where the app notes what it works on; of an app that died, for the one that starts after it. */
    readonly stateDir?: string;
    /** Milliseconds between two posts to one receiver; none where a test does not ask for it. */
    readonly paceMs?: number;
  } = {},
): Promise<Harness> {
  const { mayViolate = false, monitorCommands = false, overWire = false } = options;
  const { connection, wire, drop } = await freshConnection({ monitorCommands, overWire });
  const began = Date.now();
  let offset = START.getTime() - began;
  const clock = { now: () => new Date(Date.now() + offset) };
  const slack = await startStandIn({
    signingSecret: 'signing-secret',
    botToken: 'xoxb-test',
    scopes: manifest.oauth_config.scopes.bot,
    botEvents: manifest.settings.event_subscriptions.bot_events,
    ...(env['SLACK_APP_TOKEN'] ? { appToken: env['SLACK_APP_TOKEN'] } : {}),
    now: clock.now,
    seed: { team: TEAM, bot: BOT, users: structuredClone(USERS), channels: structuredClone(CHANNELS) },
  });
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'state-'));
  const config = readConfig({
    MONGODB_URI: 'mongodb://given.by/connection',
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: 'signing-secret',
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    ADMIN_PORT: '0',
    STATE_DIR: stateDir,
    ...env,
  });
  if (!config.ok) throw new Error(config.failure);
  const lines: Record<string, unknown>[] = [];
  const print = process.env['TEST_LOG_LEVEL'] === undefined ? undefined : process.stdout;
  const log = createLogger(process.env['TEST_LOG_LEVEL'] ?? 'info', {
    write(line: string) {
      lines.push(JSON.parse(line));
      print?.write(line);
    },
  });
  await storeOn(connection).prepare();
  const app: RunningApp = await startApp(config.value, {
    connection,
    clock,
    log,
    paceMs: options.paceMs ?? 0,
    lateMs: options.lateMs ?? 200,
    ...(options.callMs ? { callMs: options.callMs } : {}),
    ...(options.inHandMax ? { inHandMax: options.inHandMax } : {}),
  });
  // In Socket Mode it is the app that connects.
  if (!config.value.slack.appToken) slack.deliverTo(`http://127.0.0.1:${app.port}/slack/events`);

  const posts = (channelId = CHANNEL) => slack.messages(channelId).filter(({ onlyFor }) => onlyFor === undefined);
  const violations = () => slack.calls.filter((call) => call.violations.length > 0);
  const board = () => posts().find(isBoard);

  async function settled(): Promise<void> {
    const unfinished = () => connection.collection('subscriptions').countDocuments({ pending: true });
    while ((await unfinished()) > 0) await slack.until('a change', () => true, 5_000).then(() => tick());
  }

  async function moveTo(instant: string): Promise<void> {
    offset += new Date(`${instant}:00Z`).getTime() - clock.now().getTime();
    await app.wake();
  }

  /**
   * A command is answered by its own response_url; what else a person is told meanwhile (the end of an earlier press)
   * comes by another. On a busy machine the answer may be announced first.
   */
  async function say(userId: string, line: string, channelId = CHANNEL): Promise<string> {
    const { body } = await slack.person(userId).command(channelId, line);
    const isAnswer = ({ responseUrl, args }: Call) =>
      responseUrl === body['response_url'] && !String(args['text']).startsWith('This takes longer than usual');
    const answer = await slack.until(`an answer to ${line}`, () => slack.calls.find(isAnswer));
    return String(answer.args['text']);
  }

  return {
    slack,
    connection,
    wire,
    posts,
    board,
    say,
    logged: () => lines,
    async get(path) {
      const answer = await fetch(`http://127.0.0.1:${app.adminPort}${path}`);
      return { status: answer.status, text: await answer.text() };
    },
    settled,
    settledSoon: tick,
    updates: () => posts().filter((message) => message !== board()),
    violations,
    async openProject(fields = {}) {
      const admin = slack.person(ADMIN);
      await admin.command(CHANNEL, '/project setup');
      await slack.until('the set-up form', () => formOf(admin));
      const before = slack.messages(CHANNEL).length;
      await admin.submit({
        name: 'Atlas',
        clients: [CLIENT],
        leads: [LEAD],
        invitees: [INVITEE],
        thirdParties: [THIRD_PARTY],
        startDate: '2026-11-16',
        completionDate: '2026-12-18',
        timeZone: 'Europe/Berlin',
        ...fields,
      });
      const outcome = await outcomeOf(slack, admin, CHANNEL, before);
      if (!outcome.includes('is set up')) throw new Error(`The project was not set up: ${outcome}`);
      // Tests about the quiet time set it themselves; the others need not wait for it.
      await connection.collection('projects').updateMany({}, { $set: { quietSeconds: 0 } });
      await say(ADMIN, '/project open');
      await settled();
    },
    async moveMinutes(minutes) {
      offset += minutes * 60_000;
      await app.wake();
    },
    moveTo,
    async remindersAt(instant) {
      await moveTo(instant);
      const due = async () => {
        const [milestones, projects] = [connection.collection('milestones'), connection.collection('projects')];
        const past = { $lte: clock.now() };
        const looks = await projects.countDocuments({ status: 'open', judgeAt: past });
        return looks + (await milestones.countDocuments({ remindAt: past }));
      };
      while ((await due()) > 0) await tick();
      await settled();
    },
    async moveDays(days) {
      offset += days * DAY_MS;
      await app.wake();
    },
    async stop() {
      await app.stop();
      await slack.close();
      await drop();
      const broken = violations().map((call) => `${call.method}: ${call.violations.join('; ')}`);
      if (!mayViolate && broken.length > 0) throw new Error(`Calls broke limits of Slack:\n${broken.join('\n')}`);
    },
  };
}

function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}
