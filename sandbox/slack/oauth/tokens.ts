import type { Refusal } from '../methods/refusal.ts';
import { refusal } from '../methods/refusal.ts';

export type Token = {
  readonly value: string;
  /** `xoxb-…`, `xoxp-…`, `xapp-…` */
  readonly kind: 'bot' | 'user' | 'app';
  /** What it was granted; absent: everything. */
  readonly scopes?: readonly string[] | undefined;
  /** Whose token it is; an app-level token is nobody's. */
  readonly userId: string;
  isRevoked: boolean;
};

export type Tokens = {
  add(token: Token): void;
  find(value: string): Token | undefined;
  /** Those that are valid. */
  of(kind: Token['kind']): readonly Token[];
};

export function createTokens(): Tokens {
  const tokens = new Map<string, Token>();
  return {
    add: (token) => void tokens.set(token.value, token),
    find: (value) => tokens.get(value),
    of: (kind) => [...tokens.values()].filter((token) => token.kind === kind && !token.isRevoked),
  };
}

/** The one method of app-level tokens. */
export const OPEN_CONNECTION = 'apps.connections.open';
/** They say in their arguments who calls. */
const WITHOUT_TOKEN = ['api.test', 'oauth.v2.access'];
/** A person's token may do little here: the stand-in knows the app alone as an author. */
const OF_PEOPLE = ['auth.test', 'auth.revoke', 'apps.uninstall', 'team.info', 'users.info', 'users.list'];

/** Why this call may not be made with this token: docs.slack.dev/authentication/tokens, and the errors of all methods. */
export function refusedToken(tokens: Tokens, value: string | undefined, method: string): Refusal | undefined {
  if (WITHOUT_TOKEN.includes(method)) return undefined;
  if (value === undefined || value === '') return refusal(method === OPEN_CONNECTION ? 'missing_args' : 'not_authed');
  const token = tokens.find(value);
  if (token === undefined) return refusal('invalid_auth');
  if (token.isRevoked) return refusal(token.kind === 'user' ? 'token_revoked' : 'account_inactive');
  return isFor(token, method) ? undefined : refusal('not_allowed_token_type');
}

function isFor({ kind }: Token, method: string): boolean {
  if (method === OPEN_CONNECTION || kind === 'app') return method === OPEN_CONNECTION && kind === 'app';
  return kind === 'bot' || OF_PEOPLE.includes(method);
}
