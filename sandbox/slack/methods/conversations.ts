import { isYes, text } from '../common/json.ts';
import { memberJoined } from '../events/events.ts';
import type { Channel, Json } from '../types.ts';
import { directMessage, groupMessage, openConversation } from '../workspace/directMessages.ts';
import { channelShape, userShape } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { channelById, isMember, userById } from '../workspace/workspace.ts';
import type { Method } from './method.ts';
import { page } from './paging.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

/** Public channels are known to everybody; the others only to who is in them. */
function knownChannel(workspace: Workspace, args: Json): Channel | Refusal {
  const channel = channelById(workspace, text(args.channel) ?? '');
  if (channel === undefined) return refusal('channel_not_found');
  const isKnown = channel.kind === 'public' || isMember(workspace, channel, workspace.bot.userId);
  return isKnown ? channel : refusal('channel_not_found');
}

function membersOf(workspace: Workspace, channel: Channel): readonly string[] {
  return channel.kind === 'im' ? [...new Set([...channel.members, workspace.bot.userId])] : channel.members;
}

/** docs.slack.dev/reference/methods/conversations.info */
const info: Method = ({ workspace, args }) => {
  const channel = knownChannel(workspace, args);
  if (isRefusal(channel)) return channel;
  const count = isYes(args.include_num_members) ? { num_members: membersOf(workspace, channel).length } : {};
  return { ok: true, channel: { ...channelShape(workspace, channel), ...count } };
};

/** docs.slack.dev/reference/methods/conversations.members */
const members: Method = ({ workspace, args }) => {
  const channel = knownChannel(workspace, args);
  if (isRefusal(channel)) return channel;
  const found = page(membersOf(workspace, channel), args);
  if (isRefusal(found)) return found;
  return { ok: true, members: found.items, response_metadata: { next_cursor: found.nextCursor } };
};

/** docs.slack.dev/reference/methods/conversations.open: a direct message with one person, or with two to eight. */
const MOST_USERS = 8;

const open: Method = ({ workspace, args }) => {
  const given = text(args.channel) ?? '';
  if (given !== '') {
    const channel = knownChannel(workspace, args);
    if (isRefusal(channel)) return channel;
    if (channel.kind !== 'im' && channel.kind !== 'mpim') return refusal('method_not_supported_for_channel_type');
    return { ok: true, no_op: true, already_open: true, channel: { id: channel.id } };
  }
  const named = (text(args.users) ?? '').split(',').filter((id) => id !== '' && id !== workspace.bot.userId);
  const userIds = [...new Set(named)];
  const [userId] = userIds;
  if (userId === undefined) return refusal('users_list_not_supplied');
  if (named.length > MOST_USERS) return refusal('too_many_users');
  const refused = userIds.map((id) => refusedUser(workspace, id)).find((error) => error !== undefined);
  if (refused !== undefined) return refused;
  if (isYes(args.prevent_creation) && openConversation(workspace, userIds) === undefined) {
    return refusal('channel_not_found');
  }
  const channel = userIds.length > 1 ? groupMessage(workspace, userIds) : directMessage(workspace, userId);
  return { ok: true, channel: isYes(args.return_im) ? channelShape(workspace, channel) : { id: channel.id } };
};

function refusedUser(workspace: Workspace, userId: string): Refusal | undefined {
  const user = userById(workspace, userId);
  if (user === undefined) return refusal('user_not_found');
  if (user.deleted) return refusal('user_disabled');
  return userShape(workspace, user).is_stranger === true ? refusal('invalid_user_combination') : undefined;
}

/** docs.slack.dev/reference/methods/conversations.join */
const join: Method = ({ workspace, args, emit }) => {
  const channel = knownChannel(workspace, args);
  if (isRefusal(channel)) return channel;
  if (channel.kind !== 'public') return refusal('method_not_supported_for_channel_type');
  if (channel.archived) return refusal('is_archived');
  if (channel.members.includes(workspace.bot.userId)) {
    const warning = 'already_in_channel';
    const warnings = { warning, response_metadata: { warnings: [warning] } };
    return { ok: true, channel: channelShape(workspace, channel), ...warnings };
  }
  channel.members = [...channel.members, workspace.bot.userId];
  workspace.changes.notify('channel');
  emit(memberJoined(workspace, channel, workspace.bot.userId));
  return { ok: true, channel: channelShape(workspace, channel) };
};

const TYPES = { public: 'public_channel', private: 'private_channel', im: 'im', mpim: 'mpim' } as const;

/** docs.slack.dev/reference/methods/conversations.list: public channels unless `types` says otherwise. */
const list: Method = ({ workspace, args }) => {
  const types = (text(args.types) ?? 'public_channel').split(',').map((type) => type.trim());
  const wanted = workspace.channels.filter((channel) => {
    const isKnown = channel.kind === 'public' || isMember(workspace, channel, workspace.bot.userId);
    return isKnown && types.includes(TYPES[channel.kind]) && !(isYes(args.exclude_archived) && channel.archived);
  });
  const found = page(wanted, args);
  if (isRefusal(found)) return found;
  return {
    ok: true,
    channels: found.items.map((channel) => ({
      ...channelShape(workspace, channel),
      num_members: membersOf(workspace, channel).length,
    })),
    response_metadata: { next_cursor: found.nextCursor },
  };
};

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': info,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.join': join,
  'conversations.list': list,
};
