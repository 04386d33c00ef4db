import { isYes, text } from '../common/json.ts';
import type { OAuthClient } from '../oauth/installation.ts';
import type { Json } from '../types.ts';
import type { Method } from './method.ts';
import type { Refusal } from './refusal.ts';
import { refusal } from './refusal.ts';

function refusedClient(client: OAuthClient | undefined, args: Json): Refusal | undefined {
  if (client === undefined || text(args.client_id) !== client.clientId) return refusal('invalid_client_id');
  return text(args.client_secret) === client.clientSecret ? undefined : refusal('bad_client_secret');
}

/** docs.slack.dev/reference/methods/oauth.v2.access: `redirect_uri` has to be the one that the code was given for. */
const access: Method = ({ workspace, args, installation }) => {
  const refused = refusedClient(installation.client, args);
  if (refused !== undefined) return refused;
  if ((text(args.grant_type) ?? 'authorization_code') !== 'authorization_code') return refusal('invalid_grant_type');
  const grant = installation.exchange(text(args.code) ?? '');
  if (grant === undefined) return refusal('invalid_code');
  const redirectUri = text(args.redirect_uri);
  if (redirectUri !== undefined && redirectUri !== grant.redirectUri) return refusal('bad_redirect_uri');
  const { bot, user } = installation.issue(grant);
  const own = { scope: grant.userScopes.join(','), access_token: user?.value, token_type: 'user' };
  return {
    ok: true,
    access_token: bot.value,
    token_type: 'bot',
    scope: grant.scopes.join(','),
    bot_user_id: workspace.bot.userId,
    app_id: workspace.bot.appId,
    team: { id: workspace.team.id, name: workspace.team.name },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: grant.userId, ...(user === undefined ? {} : own) },
  };
};

/** docs.slack.dev/reference/methods/auth.revoke: `test` changes nothing. */
const revoke: Method = ({ args, token, installation, emit }) => {
  if (token === undefined) return refusal('not_authed');
  if (isYes(args.test)) return { ok: true, revoked: false };
  for (const event of installation.revoke(token)) emit(event);
  return { ok: true, revoked: true };
};

/** docs.slack.dev/reference/methods/apps.uninstall */
const uninstall: Method = ({ args, installation, emit }) => {
  const refused = refusedClient(installation.client, args);
  if (refused !== undefined) return refused;
  for (const event of installation.uninstall()) emit(event);
  return { ok: true };
};

export const oauthMethods: Readonly<Record<string, Method>> = {
  'apps.uninstall': uninstall,
  'auth.revoke': revoke,
  'oauth.v2.access': access,
};
