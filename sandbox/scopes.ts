import { text } from './json.ts';
import type { Refusal } from './methods/method.ts';
import { refusal } from './methods/method.ts';
import type { Channel, Json } from './types.ts';
import type { Workspace } from './workspace.ts';
import { channelById } from './workspace.ts';

/** Scopes that depend on the kind of conversation: `channels:read`, `groups:read`, `im:read`. */
const PREFIX: Readonly<Record<Channel['kind'], string>> = { public: 'channels', private: 'groups', im: 'im' };

/** What a bot needs for a method, from its own page; `*:read` stands for one of each kind of conversation. */
const NEEDED: Readonly<Record<string, string>> = {
  'bookmarks.add': 'bookmarks:write',
  'bookmarks.list': 'bookmarks:read',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': '*:history',
  'conversations.info': '*:read',
  'conversations.join': 'channels:join',
  'conversations.list': '*:read',
  'conversations.members': '*:read',
  'conversations.open': 'im:write',
  'conversations.replies': '*:history',
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'files.info': 'files:read',
  'pins.add': 'pins:write',
  'pins.list': 'pins:read',
  'pins.remove': 'pins:write',
  'team.info': 'team:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'users.lookupByEmail': 'users:read.email',
};

function needed(workspace: Workspace, method: string, args: Json): string | undefined {
  const scope = NEEDED[method];
  if (scope === undefined || !scope.startsWith('*')) return scope;
  const kind = channelById(workspace, text(args.channel) ?? '')?.kind ?? 'public';
  return PREFIX[kind] + scope.slice(1);
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
