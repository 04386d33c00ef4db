import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { OAuthClient } from '../oauth/installation.ts';

export const USAGE = `slack-sandbox --manifest <file> --app <address or command> [more]

  --manifest <file>        the app's manifest, as JSON: its name, commands, scopes and events
  --app <address>          where the app listens: http://127.0.0.1:3000/slack/events
  --app <command>          starts the app: 'node app.js'. It gets SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET,
                           SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_API_URL and PORT, and
                           SLACK_APP_TOKEN where the manifest has Socket Mode on
  --path <path>            where the started app takes requests (/slack/events)
  --port <number>          where the sandbox listens (4400)
  --seed <file>            people and channels, as JSON
  --bot-token <token>      (a new one for each run, which it says)
  --app-token <token>      for Socket Mode (xapp-sandbox)
  --signing-secret <text>  (sandbox-signing-secret)
  --client-id <text>       of OAuth (sandbox-client)
  --client-secret <text>   (sandbox-client-secret)
  --no-rate-limits         the app may call as often as it likes
`;

export type CliOptions = {
  readonly manifest: string;
  readonly app: string;
  readonly path: string;
  readonly port: number;
  readonly seed: string | undefined;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly oauth: OAuthClient;
  readonly rateLimits: boolean;
};

/** Throws an Error in words for arguments that it does not understand. */
export function readOptions(args: readonly string[]): CliOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      manifest: { type: 'string' },
      app: { type: 'string' },
      path: { type: 'string', default: '/slack/events' },
      port: { type: 'string', default: '4400' },
      seed: { type: 'string' },
      'bot-token': { type: 'string' },
      'app-token': { type: 'string', default: 'xapp-sandbox' },
      'signing-secret': { type: 'string', default: 'sandbox-signing-secret' },
      'client-id': { type: 'string', default: 'sandbox-client' },
      'client-secret': { type: 'string', default: 'sandbox-client-secret' },
      'no-rate-limits': { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const { manifest, app } = values;
  if (manifest === undefined) throw new Error('Name the manifest of the app: --manifest manifest.json');
  if (app === undefined)
    throw new Error("Name the app: --app http://127.0.0.1:3000/slack/events, or --app 'node app.js'");
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port takes a port number, not "${values.port}".`);
  return {
    manifest,
    app,
    port,
    path: values.path,
    seed: values.seed,
    // Another page in the same browser must not know it.
    botToken: values['bot-token'] ?? `xoxb-sandbox-${randomUUID()}`,
    appToken: values['app-token'],
    signingSecret: values['signing-secret'],
    oauth: { clientId: values['client-id'], clientSecret: values['client-secret'] },
    rateLimits: !values['no-rate-limits'],
  };
}
