import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createSandboxClock } from '../clock/clock.ts';
import { freePort } from '../common/freePort.ts';
import type { Control } from '../control/control.ts';
import { createControl } from '../control/control.ts';
import { readManifest } from '../manifest/readManifest.ts';
import type { StandIn } from '../standIn.ts';
import { startStandIn } from '../standIn.ts';
import { answers, runApp } from './appCommand.ts';
import type { CliOptions } from './options.ts';
import { readSeed } from './seedFile.ts';

/** Calls and deliveries that a sandbox remembers when it runs for days. */
const REMEMBERED = 5_000;

type Context = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  /** Gets how to end each part as soon as it runs; to be called from last to first. */
  readonly closing: (() => Promise<void>)[];
};

export type RunningSandbox = {
  readonly standIn: StandIn;
  /** Resolves when an app that was started has ended. */
  readonly appEnded: Promise<string>;
};

/** A workspace for any app: its manifest says what it may do and what it hears of. */
export async function runSlackSandbox(options: CliOptions, { env, say, closing }: Context): Promise<RunningSandbox> {
  const manifestFile = resolve(options.manifest);
  // A manifest that is missing is a mistake here, and not an app without rights.
  readFileSync(manifestFile);
  const { name, scopes, botEvents, unfurlDomains, isSocketMode } = readManifest(pathToFileURL(manifestFile));
  const seed: unknown = options.seed === undefined ? {} : JSON.parse(readFileSync(options.seed, 'utf8'));
  const clock = createSandboxClock();
  let control: Control | undefined;
  const standIn = await startStandIn({
    signingSecret: options.signingSecret,
    botToken: options.botToken,
    appToken: options.appToken,
    oauth: options.oauth,
    port: options.port,
    now: clock.now,
    seed: readSeed(seed, { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0APP', name }),
    scopes,
    botEvents,
    unfurlDomains,
    limits: options.rateLimits ? 'slack' : 'none',
    remember: REMEMBERED,
    handle: (request, response) => control?.(request, response) ?? false,
  });
  closing.push(() => standIn.close());
  control = createControl({ standIn, clock });

  if (URL.canParse(options.app) && /^https?:/.test(options.app)) {
    standIn.deliverTo(options.app);
    return { standIn, appEnded: new Promise(() => {}) };
  }
  const port = await freePort();
  const app = runApp({
    line: options.app,
    say,
    env: {
      ...env,
      SLACK_BOT_TOKEN: options.botToken,
      SLACK_SIGNING_SECRET: options.signingSecret,
      SLACK_CLIENT_ID: options.oauth.clientId,
      SLACK_CLIENT_SECRET: options.oauth.clientSecret,
      SLACK_API_URL: standIn.apiUrl,
      PORT: String(port),
      ...(isSocketMode ? { SLACK_APP_TOKEN: options.appToken } : {}),
    },
  });
  closing.push(() => app.stop());
  const failed = app.ended.then((how) => Promise.reject(new Error(`The app ended before it was ready (${how}).`)));
  failed.catch(() => {});
  if (isSocketMode) {
    await Promise.race([standIn.until('the app to connect', () => standIn.socket.connections() > 0, 60_000), failed]);
  } else {
    const url = `http://127.0.0.1:${port}${options.path}`;
    await Promise.race([answers(url), failed]);
    standIn.deliverTo(url);
  }
  return { standIn, appEnded: app.ended };
}
