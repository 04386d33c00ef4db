import { ok, type Result, refuse } from '../domain/result.ts';

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
  readonly adminUserIds: ReadonlySet<string>;
  readonly role: ProcessRole;
  readonly logLevel: string;
};

type Env = Readonly<Record<string, string | undefined>>;
/** What is wrong with a value, as the end of a sentence that begins with the key; undefined when nothing is. */
type Check = (value: string) => string | undefined;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const ROLES = ['all', 'web', 'worker'];

const oneWord: Check = (value) => (/\s/.test(value) ? 'must not contain spaces' : undefined);
const oneOf =
  (allowed: readonly string[]): Check =>
  (value) =>
    allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}`;
const url =
  (...protocols: readonly string[]): Check =>
  (value) =>
    protocols.includes(URL.canParse(value) ? new URL(value).protocol : '')
      ? undefined
      : `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;

const CHECKS: Readonly<Record<string, Check>> = {
  // Not parsed as a URL: a replica set's address may name several hosts.
  MONGODB_URI: (value) =>
    /^mongodb(\+srv)?:\/\/\S+$/.test(value) ? undefined : 'must begin with mongodb:// or mongodb+srv://',
  SLACK_BOT_TOKEN: oneWord,
  SLACK_SIGNING_SECRET: oneWord,
  SLACK_APP_TOKEN: oneWord,
  SLACK_API_URL: (value) =>
    url('http:', 'https:')(value) ?? (value.endsWith('/api/') ? undefined : 'must end in /api/'),
  PORT: (value) =>
    /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? undefined : 'must be a number from 0 to 65535',
  PUBLIC_URL: url('http:', 'https:'),
  ADMIN_USER_IDS: (value) =>
    listOf(value).every((id) => /^[UW][A-Z0-9]*$/.test(id))
      ? undefined
      : 'must be Slack user ids, such as U012AB3CD, with commas between them',
  SMTP_URL: url('smtp:', 'smtps:'),
  PROCESS_ROLE: oneOf(ROLES),
  LOG_LEVEL: oneOf(LOG_LEVELS),
};

/** Reads the settings. A refusal is one message that names every missing or bad key, and never a value. */
export function readConfig(env: Env): Result<Config, string> {
  const given = (key: string) => env[key]?.trim() || undefined;
  const missing = requiredOf(given).filter((key) => given(key) === undefined);
  const problems = [
    ...missing.map((key) => `${key} is missing`),
    ...Object.entries(CHECKS).flatMap(([key, check]) => {
      const value = given(key);
      const problem = value === undefined ? undefined : check(value);
      return problem === undefined ? [] : [`${key} ${problem}`];
    }),
  ];
  if (problems.length > 0) return refuse(messageFor(problems));
  return ok({
    mongodbUri: given('MONGODB_URI') ?? '',
    slack: {
      botToken: given('SLACK_BOT_TOKEN') ?? '',
      appToken: given('SLACK_APP_TOKEN'),
      signingSecret: given('SLACK_SIGNING_SECRET'),
      apiUrl: given('SLACK_API_URL'),
    },
    host: given('HOST'),
    port: Number(given('PORT') ?? 3000),
    adminUserIds: new Set(listOf(given('ADMIN_USER_IDS') ?? '')),
    role: (given('PROCESS_ROLE') ?? 'all') as ProcessRole,
    logLevel: given('LOG_LEVEL') ?? 'info',
  });
}

/** Over HTTP requests are signed; Socket Mode has a token of its own instead. A worker receives nothing from Slack. */
function requiredOf(given: (key: string) => string | undefined): readonly string[] {
  const receives = given('PROCESS_ROLE') !== 'worker';
  const overHttp = given('SLACK_APP_TOKEN') === undefined;
  return ['MONGODB_URI', 'SLACK_BOT_TOKEN', ...(receives && overHttp ? ['SLACK_SIGNING_SECRET'] : [])];
}

function listOf(value: string): readonly string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function messageFor(problems: readonly string[]): string {
  return [
    'Milepost cannot start: its settings are not complete.',
    ...problems.map((problem) => `  - ${problem}`),
    'What each setting means is in README.md. To try Milepost without any settings: npm run sandbox',
  ].join('\n');
}
