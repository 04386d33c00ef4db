import { isJson, isYes, text } from '../common/json.ts';
import type { Violation } from '../limits/check.ts';
import type { Channel, Json, Message } from '../types.ts';
import { directMessage } from '../workspace/directMessages.ts';
import {
  addMessage,
  changeMessage,
  changesFilesAlone,
  hasContent,
  isTruncated,
  removeMessage,
} from '../workspace/messages.ts';
import { messageShape } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { channelById, isMember, messageAt, userById } from '../workspace/workspace.ts';
import type { Context, Method } from './method.ts';
import { botChannel, refusalInWords } from './method.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

/** Errors with a name of their own; every other broken limit of a message is `invalid_blocks`. */
const NAMED = [
  'no_text',
  'msg_too_long',
  'msg_blocks_too_long',
  'too_many_attachments',
  'markdown_text_conflict',
  'invalid_metadata_format',
];

/** Size is assumed: `metadata_too_large` exists, its number is unpublished. */
const METADATA_LIMIT = 8000;

function refusedContent(args: Json, violations: readonly Violation[]): Refusal | undefined {
  if (!hasContent(args)) return refusal('no_text');
  for (const name of ['blocks', 'attachments']) {
    if (args[name] !== undefined && !Array.isArray(args[name])) return refusal('invalid_blocks_format');
  }
  const named = violations.find(({ message }) => NAMED.includes(message));
  if (named !== undefined) return refusal(named.message);
  if (violations.length > 0) return refusalInWords('invalid_blocks', violations);
  if (isJson(args.metadata) && JSON.stringify(args.metadata).length > METADATA_LIMIT)
    return refusal('metadata_too_large');
  return undefined;
}

/** A user id stands for the direct message with that person: docs.slack.dev/reference/methods/chat.postMessage. */
function target(workspace: Workspace, id: string): Channel | Refusal {
  const user = userById(workspace, id);
  if (user === undefined) return botChannel(workspace, id);
  return user.deleted || user.isBot ? refusal('channel_not_found') : directMessage(workspace, user.id);
}

/** A reply to a reply belongs to the thread of that reply. */
function threadOf(workspace: Workspace, channel: Channel, args: Json): string | undefined {
  const asked = text(args.thread_ts);
  if (asked === undefined || asked === '') return undefined;
  return messageAt(workspace, channel.id, asked)?.threadTs ?? asked;
}

function isUnknownThread(workspace: Workspace, channel: Channel, threadTs: string | undefined): boolean {
  return threadTs !== undefined && messageAt(workspace, channel.id, threadTs) === undefined;
}

/** docs.slack.dev/reference/methods/chat.postMessage */
const postMessage: Method = ({ workspace, args, violations }) => {
  const channel = target(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  if (channel.archived) return refusal('is_archived');
  // Longer text is cut here, not refused as in chat.update.
  const refused = refusedContent(
    args,
    violations.filter(({ pointer }) => pointer !== '/text'),
  );
  if (refused !== undefined) return refused;
  const threadTs = threadOf(workspace, channel, args);
  if (isUnknownThread(workspace, channel, threadTs)) return refusal('cannot_reply_to_message');
  const isBroadcast = threadTs !== undefined && isYes(args.reply_broadcast);
  const author = workspace.bot.userId;
  const message = addMessage(workspace, { channelId: channel.id, userId: author, args, threadTs, isBroadcast });
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    message: messageShape(workspace, message),
    ...(isTruncated(args) ? { response_metadata: { warnings: ['message_truncated'] } } : {}),
  };
};

/** docs.slack.dev/reference/methods/chat.postEphemeral */
const postEphemeral: Method = ({ workspace, args, violations }) => {
  const channel = botChannel(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  if (channel.archived) return refusal('is_archived');
  const user = userById(workspace, text(args.user) ?? '');
  const isThere = user !== undefined && !user.deleted && isMember(workspace, channel, user.id);
  if (!isThere) return refusal('user_not_in_channel');
  const refused = refusedContent(args, violations);
  if (refused !== undefined) return refused;
  const threadTs = threadOf(workspace, channel, args);
  const { metadata: _, ...shown } = args;
  const draft = { channelId: channel.id, userId: workspace.bot.userId, args: shown, threadTs, onlyFor: user.id };
  return { ok: true, message_ts: addMessage(workspace, draft).ts };
};

/** A message of the app that can be changed; ephemeral ones cannot. */
function ownMessage({ workspace, args }: Context, notOwn: string): Message | Refusal {
  const channel = channelById(workspace, text(args.channel) ?? '');
  if (channel === undefined || !isMember(workspace, channel, workspace.bot.userId)) return refusal('channel_not_found');
  const message = messageAt(workspace, channel.id, text(args.ts) ?? '');
  if (message === undefined || message.onlyFor !== undefined) return refusal('message_not_found');
  if (message.userId !== workspace.bot.userId) return refusal(notOwn);
  return channel.archived ? refusal('is_inactive') : message;
}

/** docs.slack.dev/reference/methods/chat.update */
const update: Method = (context) => {
  const { workspace, args, violations } = context;
  const message = ownMessage(context, 'cant_update_message');
  if (isRefusal(message)) return message;
  const refused = changesFilesAlone(args) ? undefined : refusedContent(args, violations);
  if (refused !== undefined) return refused;
  changeMessage(workspace, message, args);
  const { channelId: channel, ts } = message;
  return { ok: true, channel, ts, text: message.text, message: messageShape(workspace, message) };
};

/** docs.slack.dev/reference/methods/chat.delete */
const remove: Method = (context) => {
  const message = ownMessage(context, 'cant_delete_message');
  if (isRefusal(message)) return message;
  removeMessage(context.workspace, message);
  return { ok: true, channel: message.channelId, ts: message.ts };
};

/** docs.slack.dev/reference/methods/chat.getPermalink */
const getPermalink: Method = ({ workspace, args }) => {
  const channel = channelById(workspace, text(args.channel) ?? '');
  if (channel === undefined) return refusal('channel_not_found');
  const message = messageAt(workspace, channel.id, text(args.message_ts) ?? '');
  if (message === undefined || message.onlyFor !== undefined) return refusal('message_not_found');
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const place = `archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { ok: true, channel: channel.id, permalink: `https://${workspace.team.domain}.slack.com/${place}` };
};

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
