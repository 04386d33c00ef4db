import { isYes, text } from '../common/json.ts';
import { channelEvent, memberJoined } from '../events/events.ts';
import type { Channel, Json } from '../types.ts';
import { channelShape } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { isMember, userById } from '../workspace/workspace.ts';
import type { Context, Method } from './method.ts';
import { botChannel } from './method.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

/** Lower case, digits, hyphens and underscores, at most 80: docs.slack.dev/reference/methods/conversations.create */
const NAME = /^[\p{Ll}\p{Lo}\p{N}_-]+$/u;
const NAME_MAX = 80;
/** docs.slack.dev/reference/methods/conversations.setTopic */
const TOPIC_MAX = 250;
const INVITED_MAX = 100;

function wrongName(workspace: Workspace, name: string): Refusal | undefined {
  if (name === '') return refusal('invalid_name_required');
  if (Array.from(name).length > NAME_MAX) return refusal('invalid_name_maxlength');
  if (!NAME.test(name)) return refusal('invalid_name_specials');
  return workspace.channels.some((channel) => channel.name === name) ? refusal('name_taken') : undefined;
}

/** A channel that the app is in and may change; a group direct message has a topic and nothing else to change. */
function ownChannel({ workspace, args }: Context, mayBeGroup = false): Channel | Refusal {
  const channel = botChannel(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  if (channel.kind === 'im' || (channel.kind === 'mpim' && !mayBeGroup))
    return refusal('method_not_supported_for_channel_type');
  return channel.archived ? refusal('is_archived') : channel;
}

function changed(workspace: Workspace, channel: Channel): Json {
  workspace.changes.notify('channel');
  return { ok: true, channel: channelShape(workspace, channel) };
}

/** docs.slack.dev/reference/methods/conversations.create: whoever makes it is in it. */
const create: Method = ({ workspace, args }) => {
  const name = text(args.name) ?? '';
  const wrong = wrongName(workspace, name);
  if (wrong !== undefined) return wrong;
  const channel: Channel = {
    id: workspace.nextId('C'),
    name,
    kind: isYes(args.is_private) ? 'private' : 'public',
    members: [workspace.bot.userId],
    archived: false,
    pins: [],
    shared: false,
  };
  workspace.channels.push(channel);
  return changed(workspace, channel);
};

/** docs.slack.dev/reference/methods/conversations.invite */
const invite: Method = (context) => {
  const { workspace, args, emit } = context;
  const channel = ownChannel(context);
  if (isRefusal(channel)) return channel;
  const userIds = (text(args.users) ?? '').split(',').filter((id) => id !== '');
  if (userIds.length === 0) return refusal('no_user');
  if (userIds.length > INVITED_MAX) return refusal('too_many_members');
  if (userIds.includes(workspace.bot.userId)) return refusal('cant_invite_self');
  if (userIds.some((id) => userById(workspace, id)?.deleted !== false)) return refusal('user_not_found');
  const invited = userIds.filter((id) => !isMember(workspace, channel, id));
  if (invited.length === 0) return refusal('already_in_channel');
  channel.members = [...channel.members, ...invited];
  for (const id of invited) emit(memberJoined(workspace, channel, id, workspace.bot.userId));
  return changed(workspace, channel);
};

/** docs.slack.dev/reference/methods/conversations.kick */
const kick: Method = (context) => {
  const { workspace, args } = context;
  const channel = ownChannel(context);
  if (isRefusal(channel)) return channel;
  const userId = text(args.user) ?? '';
  if (userId === workspace.bot.userId) return refusal('cant_kick_self');
  if (userById(workspace, userId) === undefined) return refusal('user_not_found');
  if (!isMember(workspace, channel, userId)) return refusal('not_in_channel');
  channel.members = channel.members.filter((id) => id !== userId);
  workspace.changes.notify('channel');
  return { ok: true };
};

/** docs.slack.dev/reference/methods/conversations.leave */
const leave: Method = (context) => {
  const { workspace, args, emit } = context;
  const channel = botChannel(workspace, text(args.channel) ?? '', 'outsider');
  if (isRefusal(channel)) return channel.error === 'outsider' ? { ok: true, not_in_channel: true } : channel;
  if (channel.kind === 'im' || channel.kind === 'mpim') return refusal('method_not_supported_for_channel_type');
  channel.members = channel.members.filter((id) => id !== workspace.bot.userId);
  workspace.changes.notify('channel');
  emit(channelEvent(workspace, channel, 'left', {}));
  return { ok: true };
};

/** docs.slack.dev/reference/methods/conversations.rename */
const rename: Method = (context) => {
  const { workspace, args } = context;
  const channel = ownChannel(context);
  if (isRefusal(channel)) return channel;
  const name = text(args.name) ?? '';
  const wrong = wrongName(workspace, name);
  if (wrong !== undefined) return wrong;
  channel.name = name;
  return changed(workspace, channel);
};

/** docs.slack.dev/reference/methods/conversations.archive and …/conversations.unarchive */
const archive: Method = (context) => {
  const channel = ownChannel(context);
  if (isRefusal(channel)) return channel.error === 'is_archived' ? refusal('already_archived') : channel;
  return archived(context, channel, true);
};

const unarchive: Method = (context) => {
  const channel = botChannel(context.workspace, text(context.args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  return channel.archived ? archived(context, channel, false) : refusal('not_archived');
};

function archived({ workspace, emit }: Context, channel: Channel, to: boolean): Json {
  channel.archived = to;
  workspace.changes.notify('channel');
  const user = workspace.bot.userId;
  emit(channelEvent(workspace, channel, to ? 'archive' : 'unarchive', to ? { user, is_moved: 0 } : { user }));
  return { ok: true };
}

/** docs.slack.dev/reference/methods/conversations.setTopic and …/conversations.setPurpose */
const setText =
  (name: 'topic' | 'purpose'): Method =>
  (context) => {
    const { workspace, args } = context;
    const channel = ownChannel(context, true);
    if (isRefusal(channel)) return channel;
    const value = text(args[name]) ?? '';
    if (Array.from(value).length > TOPIC_MAX) return refusal('too_long');
    channel[name] = value;
    return { ...changed(workspace, channel), [name]: value };
  };

/** Methods that change channels. */
export const channelMethods: Readonly<Record<string, Method>> = {
  'conversations.archive': archive,
  'conversations.create': create,
  'conversations.invite': invite,
  'conversations.kick': kick,
  'conversations.leave': leave,
  'conversations.rename': rename,
  'conversations.setPurpose': setText('purpose'),
  'conversations.setTopic': setText('topic'),
  'conversations.unarchive': unarchive,
};
