import { randomBytes } from 'node:crypto';
import type { Json } from '../types.ts';
import { evictOlderThan } from '../workspace/evict.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { needUser } from '../workspace/workspace.ts';
import type { Token, Tokens } from './tokens.ts';

/** docs.slack.dev/authentication/installing-with-oauth: a code serves once, within 10 minutes. */
const CODE_LIFETIME_MS = 10 * 60_000;

export type OAuthClient = { readonly clientId: string; readonly clientSecret: string };

/** What somebody agreed to, until the app fetches its tokens. */
type Grant = {
  readonly at: number;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly userScopes: readonly string[];
  readonly redirectUri: string | undefined;
};

export type Installation = {
  /** Absent: the app is installed by hand, with a token that both sides know. */
  readonly client: OAuthClient | undefined;
  /** A code for what a person agrees to. */
  grant(grant: Omit<Grant, 'at'>): string;
  /** What the code stands for, once. */
  exchange(code: string): Grant | undefined;
  /** New tokens of the app, and of the person where they gave some of their own rights. */
  issue(grant: Omit<Grant, 'at'>): { readonly bot: Token; readonly user: Token | undefined };
  /** Ends a token. Gives the events that the app hears; the last one ends the installation. */
  revoke(token: Token): readonly Json[];
  /** Ends all tokens, as somebody who removes the app does. */
  uninstall(): readonly Json[];
};

type Options = {
  readonly workspace: Workspace;
  readonly tokens: Tokens;
  readonly client: OAuthClient | undefined;
};

export function createInstallation({ workspace, tokens, client }: Options): Installation {
  const grants = new Map<string, Grant>();

  const issued = (kind: 'bot' | 'user', userId: string, scopes: readonly string[]): Token => {
    const prefix = kind === 'bot' ? 'xoxb' : 'xoxp';
    const token = { value: `${prefix}-${randomBytes(12).toString('hex')}`, kind, userId, scopes, isRevoked: false };
    tokens.add(token);
    return token;
  };

  const end = (ended: readonly Token[]): readonly Json[] => {
    for (const token of ended) token.isRevoked = true;
    const of = (kind: Token['kind']) => ended.filter((token) => token.kind === kind).map(({ userId }) => userId);
    const events = [{ type: 'tokens_revoked', tokens: { oauth: of('user'), bot: of('bot') } }];
    return tokens.of('bot').length > 0 ? events : [...events, { type: 'app_uninstalled' }];
  };

  return {
    client,
    grant: (grant) => {
      needUser(workspace, grant.userId);
      evictOlderThan(grants, workspace.realNow() - CODE_LIFETIME_MS);
      const code = randomBytes(16).toString('hex');
      grants.set(code, { ...grant, at: workspace.realNow() });
      return code;
    },
    exchange: (code) => {
      evictOlderThan(grants, workspace.realNow() - CODE_LIFETIME_MS);
      const grant = grants.get(code);
      grants.delete(code);
      return grant;
    },
    issue: ({ userId, scopes, userScopes }) => ({
      bot: issued('bot', workspace.bot.userId, scopes),
      user: userScopes.length > 0 ? issued('user', userId, userScopes) : undefined,
    }),
    revoke: (token) => end([token]),
    uninstall: () => end([...tokens.of('bot'), ...tokens.of('user')]),
  };
}
