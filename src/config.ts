import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result, refuse } from './core/result.ts';

export type ProcessRole = 'all' | 'web' | 'worker';
export type Config = {
  readonly mongodbUri: string;
  readonly slack: {
    readonly botToken: string;
    /** Socket Mode where present; else HTTP. */
    readonly appToken?: string | undefined;
    readonly signingSecret?: string | undefined;
    readonly apiUrl?: string | undefined;
  };
  readonly host?: string | undefined;
  readonly port: number;
  /** Where `/healthz`, `/readyz` and `/metrics` are; equal to `port`: on the same server, at `host`. */
  readonly admin: {
    readonly host: string;
    readonly port: number;
    /** Nobody asked for this port: where it is taken, another will do. */
    readonly isAnyPort: boolean;
  };
  readonly adminUserIds: ReadonlySet<string>;
  /** `workspace`: the owners and admins of the workspace as well; `listed`: `adminUserIds` alone. */
  readonly admins: 'workspace' | 'listed';
  readonly role: ProcessRole;
  readonly logLevel: string;
  /** Where the process notes what it works on, for the one that starts after it was killed. */
  readonly stateDir: string;
};

type Env = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ROLES = ['all', 'web', 'worker'] as const;

/** A setting that stands there; what is blank counts as not set. Its refusals are ends of a sentence that begins with the key. */
const text = z.string({ error: 'is missing' }).refine((value) => !/^["'`“”]|["'`“”]$/.test(value), {
  error: 'must not stand in quotation marks',
  abort: true,
});
const oneWord = text.regex(/^\S+$/, 'must not contain spaces');
const oneOf = <const T extends readonly string[]>(allowed: T) =>
  z.enum(allowed, { error: `must be one of ${allowed.join(', ')}` });
const address = (...protocols: readonly string[]) =>
  text.refine((value) => protocols.includes(URL.canParse(value) ? new URL(value).protocol : ''), {
    error: `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    abort: true,
  });
/** What Slack calls its tokens, by how they begin (docs.slack.dev/authentication/tokens). */
const TOKENS: Readonly<Record<string, string>> = {
  'xoxb-': 'a bot token, which belongs into SLACK_BOT_TOKEN',
  'xapp-': 'an app-level token, which belongs into SLACK_APP_TOKEN',
  'xoxp-': 'the token of a person: an app has one of its own',
  xoxe: 'a token that is renewed, which Milepost does not use',
};
/** A token that is known to be another one than is asked for. */
const token = (begins: string) =>
  oneWord.superRefine((value, context) => {
    const other = Object.keys(TOKENS).find((each) => each !== begins && value.startsWith(each));
    if (other) context.addIssue({ code: 'custom', message: `must begin with ${begins}; this is ${TOKENS[other]}` });
  });
const hostName = text.regex(
  /^[A-Za-z0-9.:_-]+$/,
  'must be the name or the address of a host, without a protocol or a port',
);
const port = text
  .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, { error: 'must be a number from 0 to 65535' })
  .transform(Number);
const userIds = text.transform(listOf).refine((ids) => ids.every((id) => /^[UW][A-Z0-9]*$/.test(id)), {
  error: 'must be Slack user ids, such as U012AB3CD, with commas between them',
});

const settings = z
  .object({
    // Not parsed as a URL: a replica set's address may name several hosts.
    MONGODB_URI: text.regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must begin with mongodb:// or mongodb+srv://'),
    SLACK_BOT_TOKEN: token('xoxb-'),
    SLACK_SIGNING_SECRET: oneWord
      .refine((value) => !/^(xox|xapp-)/.test(value), {
        error: 'must be the signing secret of the app’s Basic Information page; this is a token',
      })
      .optional(),
    SLACK_APP_TOKEN: token('xapp-').optional(),
    SLACK_API_URL: address('http:', 'https:')
      .refine((value) => value.endsWith('/api/'), { error: 'must end in /api/' })
      .optional(),
    HOST: hostName.optional(),
    PORT: port.default(3000),
    ADMIN_HOST: hostName.default('127.0.0.1'),
    ADMIN_PORT: port.optional(),
    PUBLIC_URL: address('http:', 'https:').optional(),
    ADMIN_USER_IDS: userIds.default([]),
    SMTP_URL: address('smtp:', 'smtps:').optional(),
    ADMINS: oneOf(['workspace', 'listed']).default('workspace'),
    PROCESS_ROLE: oneOf(ROLES).default('all'),
    LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
    STATE_DIR: text.default(join(tmpdir(), `milepost-${process.getuid?.() ?? 0}`)),
  })
  // Over HTTP requests are signed; Socket Mode has a token of its own instead. A worker receives nothing from Slack.
  .refine(
    ({ PROCESS_ROLE, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }) =>
      PROCESS_ROLE === 'worker' || SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined,
    { path: ['SLACK_SIGNING_SECRET'], error: 'is missing', when: () => true },
  );

/** Reads the settings. A refusal is one message that names every missing or bad key, and never a value. */
export function readConfig(env: Env): Result<Config, string> {
  const set = Object.entries(env).flatMap(([key, value = '']) => (value.trim() === '' ? [] : [[key, value.trim()]]));
  const read = settings.safeParse(Object.fromEntries(set));
  if (!read.success) return refuse(messageFor(read.error.issues));
  const given = read.data;
  return ok({
    mongodbUri: given.MONGODB_URI,
    slack: {
      botToken: given.SLACK_BOT_TOKEN,
      appToken: given.SLACK_APP_TOKEN,
      signingSecret: given.SLACK_SIGNING_SECRET,
      apiUrl: given.SLACK_API_URL,
    },
    host: given.HOST,
    port: given.PORT,
    admin: {
      host: given.ADMIN_HOST,
      port: given.ADMIN_PORT ?? 3001,
      isAnyPort: given.ADMIN_PORT === undefined,
    },
    adminUserIds: new Set(given.ADMIN_USER_IDS),
    admins: given.ADMINS,
    role: given.PROCESS_ROLE,
    logLevel: given.LOG_LEVEL,
    stateDir: given.STATE_DIR,
  });
}

function listOf(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** What is missing stands first. */
function messageFor(issues: readonly z.core.$ZodIssue[]): string {
  const lines = issues.map(({ path, message }) => `  - ${path.join('.')} ${message}`);
  const isMissing = (line: string) => line.endsWith(' is missing');
  return [
    'Milepost cannot start: its settings are not complete.',
    ...lines.filter(isMissing),
    ...lines.filter((line) => !isMissing(line)),
    'What each setting means is in README.md. To try Milepost without any settings: npm run sandbox',
  ].join('\n');
}
