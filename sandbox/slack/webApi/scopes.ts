import { text } from '../common/json.ts';
import type { Refusal } from '../methods/refusal.ts';
import { refusal } from '../methods/refusal.ts';
import type { Channel, Json } from '../types.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { channelById } from '../workspace/workspace.ts';

/** Scopes that depend on the kind of conversation: `channels:read`, `groups:read`, `im:read`, `mpim:read`. */
const PREFIX: Readonly<Record<Channel['kind'], string>> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
};

/** What a bot needs for a method, from its own page; `*:read` stands for one of each kind of conversation. */
const NEEDED: Readonly<Record<string, string>> = {
  'bookmarks.add': 'bookmarks:write',
  'bookmarks.list': 'bookmarks:read',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.unfurl': 'links:write',
  'chat.update': 'chat:write',
  'conversations.archive': '*:manage',
  'conversations.create': 'channels:manage',
  'conversations.history': '*:history',
  'conversations.info': '*:read',
  'conversations.invite': '*:write.invites',
  'conversations.join': 'channels:join',
  'conversations.kick': '*:manage',
  'conversations.leave': '*:manage',
  'conversations.list': '*:read',
  'conversations.members': '*:read',
  'conversations.open': 'im:write',
  'conversations.rename': '*:manage',
  'conversations.replies': '*:history',
  'conversations.setPurpose': '*:write.topic',
  'conversations.setTopic': '*:write.topic',
  'conversations.unarchive': '*:manage',
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'files.info': 'files:read',
  'pins.add': 'pins:write',
  'pins.list': 'pins:read',
  'pins.remove': 'pins:write',
  'reactions.add': 'reactions:write',
  'reactions.get': 'reactions:read',
  'reactions.remove': 'reactions:write',
  'team.info': 'team:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'users.lookupByEmail': 'users:read.email',
};

function needed(workspace: Workspace, method: string, args: Json): string | undefined {
  const scope = NEEDED[method];
  if (method === 'conversations.open' && (text(args.users) ?? '').includes(',')) return 'mpim:write';
  if (scope === undefined || !scope.startsWith('*')) return scope;
  const kind = channelById(workspace, text(args.channel) ?? '')?.kind ?? 'public';
  // Other conversations have `groups:write` and the like where public channels have `channels:manage`.
  const right = kind !== 'public' && scope === '*:manage' ? ':write' : scope.slice(1);
  return PREFIX[kind] + right;
}

/** docs.slack.dev/authentication/installing-with-oauth: `missing_scope` with `needed` and `provided`. */
export function missingScope(
  workspace: Workspace,
  scopes: readonly string[],
  method: string,
  args: Json,
): Refusal | undefined {
  const scope = needed(workspace, method, args);
  if (scope === undefined || scopes.includes(scope)) return undefined;
  return refusal('missing_scope', { needed: scope, provided: scopes.join(',') });
}

/** What every answer says of the token's scopes and of those that the method takes: docs.slack.dev/authentication/tokens */
export function scopeHeaders(
  workspace: Workspace,
  scopes: readonly string[] | undefined,
  method: string,
  args: Json,
): Record<string, string> {
  const accepted = needed(workspace, method, args);
  return {
    ...(scopes === undefined ? {} : { 'x-oauth-scopes': scopes.join(',') }),
    ...(accepted === undefined ? {} : { 'x-accepted-oauth-scopes': accepted }),
  };
}
