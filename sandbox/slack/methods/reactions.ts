import { text } from '../common/json.ts';
import type { Message } from '../types.ts';
import { isEmojiName } from '../workspace/emojiNames.ts';
import { react, unreact } from '../workspace/reactions.ts';
import { messageShape } from '../workspace/shapes.ts';
import { messageAt } from '../workspace/workspace.ts';
import type { Context, Method } from './method.ts';
import { botChannel } from './method.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

function target({ workspace, args }: Context): Message | Refusal {
  const channel = botChannel(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  const message = messageAt(workspace, channel.id, text(args.timestamp) ?? '');
  if (message === undefined || message.onlyFor !== undefined) return refusal('message_not_found');
  return channel.archived ? refusal('is_archived') : message;
}

/** docs.slack.dev/reference/methods/reactions.add */
const add: Method = (context) => {
  const { workspace, args, emit } = context;
  const name = text(args.name) ?? '';
  if (!isEmojiName(name)) return refusal('invalid_name');
  const message = target(context);
  if (isRefusal(message)) return message;
  const event = react(workspace, message, workspace.bot.userId, name);
  if (event === undefined) return refusal('already_reacted');
  emit(event);
  return { ok: true };
};

/** docs.slack.dev/reference/methods/reactions.remove */
const remove: Method = (context) => {
  const { workspace, args, emit } = context;
  const message = target(context);
  if (isRefusal(message)) return message;
  const event = unreact(workspace, message, workspace.bot.userId, text(args.name) ?? '');
  if (event === undefined) return refusal('no_reaction');
  emit(event);
  return { ok: true };
};

/** docs.slack.dev/reference/methods/reactions.get */
const get: Method = (context) => {
  const message = target(context);
  if (isRefusal(message)) return message;
  return { ok: true, type: 'message', channel: message.channelId, message: messageShape(context.workspace, message) };
};

export const reactionMethods: Readonly<Record<string, Method>> = {
  'reactions.add': add,
  'reactions.remove': remove,
  'reactions.get': get,
};
