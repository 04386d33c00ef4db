import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { PageServer } from '../page/server/pageServer.ts';
import { createPageServer } from '../page/server/pageServer.ts';
import { createSandboxClock } from '../slack/clock/clock.ts';
import { freePort } from '../slack/common/freePort.ts';
import type { Control } from '../slack/control/control.ts';
import { createControl } from '../slack/control/control.ts';
import { readManifest } from '../slack/manifest/readManifest.ts';
import { startStandIn } from '../slack/standIn.ts';
import { startApp } from './appProcess.ts';
import { BOT, CHANNELS, TEAM, USERS } from './cast.ts';
import { openDatabase } from './database/openDatabase.ts';
import { startMailbox } from './mail/mailbox.ts';
import { seedProject, seedSecondProject } from './seed.ts';

/** The app's own manifest. Compiled, this file is dist/sandbox/milepost/run.js. */
const MANIFEST = new URL('../../../manifest.json', import.meta.url);
const MAIL_FROM = 'Milepost <milepost@northbeam.example>';
/** An address at which every connection is refused. */
const NOBODY = 'http://127.0.0.1:1/';

/** Calls and deliveries, for a sandbox that runs for days. */
const REMEMBERED = 5_000;

type Options = {
  readonly port: number;
  /** Counts the beginnings of one process, from 1. */
  readonly run: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly startOver: () => void;
};

export type Sandbox = {
  readonly url: string;
  /** Resolves when the app has ended, wanted or not, with the words to say about it. */
  readonly appEnded: Promise<string>;
};

/**
 * A workspace, a database and the real app between them. Rejects with `code: 'EADDRINUSE'` where the port is taken,
 * before anything slow. How to end each part is added to `closing` as soon as it runs, to be called from last to first
 * whenever the sandbox stops, also in the middle of its start.
 */
export async function runSandbox(
  { port, run, env, say, startOver }: Options,
  closing: (() => Promise<void>)[],
): Promise<Sandbox> {
  const clock = createSandboxClock();
  // Another page in the same browser must not know it.
  const botToken = env['SANDBOX_BOT_TOKEN'] ?? `xoxb-sandbox-${randomUUID()}`;
  const signingSecret = randomUUID();
  const { commands, scopes, botEvents } = readManifest(MANIFEST);
  let page: PageServer | undefined;
  let control: Control | undefined;
  const standIn = await startStandIn({
    signingSecret,
    botToken,
    port,
    now: clock.now,
    seed: { team: TEAM, bot: BOT, users: USERS, channels: CHANNELS },
    // As Slack would have it: the app may do what its manifest asks for, and no more often than Slack allows.
    scopes,
    botEvents,
    limits: env['SANDBOX_RATE_LIMITS'] === 'off' ? 'none' : 'slack',
    remember: REMEMBERED,
    handle: (request, response) => page?.handle(request, response) || control?.(request, response) || false,
  });
  closing.push(() => standIn.close());
  control = createControl({ standIn, clock });
  const mailbox = await startMailbox({ now: clock.now });
  closing.push(() => mailbox.close());
  const appPort = await freePort();
  const appUrl = `http://127.0.0.1:${appPort}`;
  const connection = {
    cut: () => standIn.deliverTo(NOBODY),
    mend: () => standIn.deliverTo(`${appUrl}/slack/events`),
  };
  page = createPageServer({ standIn, clock, commands, mails: mailbox, connection, startOver });
  closing.push(async () => page?.close());

  const database = await openDatabase({ env, say });
  closing.push(() => database.stop());

  const app = startApp({
    script: fileURLToPath(new URL('../../src/main.js', import.meta.url)),
    env,
    say,
    settings: {
      MONGODB_URI: run === 1 ? database.uri : anotherDatabase(database.uri, run),
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: standIn.apiUrl,
      HOST: '127.0.0.1',
      PORT: String(appPort),
      ADMIN_PORT: String(appPort),
      SMTP_URL: mailbox.url,
      MAIL_FROM,
      LOG_LEVEL: 'warn',
    },
  });
  closing.push(() => app.stop());
  clock.onMove((clockOffsetMs) => app.send({ clockOffsetMs }));

  const appEnded = app.ended.then(({ how, lastLines }) =>
    [`The app ended by itself (${how}).`, ...lastLines.map((line) => `  ${line}`)].join('\n'),
  );
  const failed = appEnded.then((words) => Promise.reject(new Error(words)));
  failed.catch(() => {});
  await Promise.race([app.ready(`${appUrl}/readyz`), failed]);
  connection.mend();
  await Promise.race([seedProject(standIn).then(() => seedSecondProject(standIn)), failed]);
  return { url: `http://127.0.0.1:${port}`, appEnded };
}

/** What lies in a database of the user's is theirs: another beginning has one beside it. */
function anotherDatabase(uri: string, run: number): string {
  const [, server = '', name = '', options = ''] = /^(\w+(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)(\?.*)?$/.exec(uri) ?? [];
  return `${server}/${name || 'milepost'}_${run}${options}`;
}
