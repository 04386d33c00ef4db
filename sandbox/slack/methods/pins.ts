import { text } from '../common/json.ts';
import type { Channel, Message } from '../types.ts';
import { messageShape } from '../workspace/shapes.ts';
import { messageAt } from '../workspace/workspace.ts';
import type { Context, Method } from './method.ts';
import { botChannel } from './method.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

/** docs.slack.dev/reference/methods/pins.add: too_many_pins, number as Slack's client states it. */
const MOST_PINS = 100;

type Found = { readonly channel: Channel; readonly message: Message };

/** The argument is called `timestamp`, not `ts`. */
function pinnable({ workspace, args }: Context): Found | Refusal {
  const channel = botChannel(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  const ts = text(args.timestamp) ?? '';
  if (ts === '') return refusal('no_item_specified');
  if (!/^\d+\.\d+$/.test(ts)) return refusal('bad_timestamp');
  const message = messageAt(workspace, channel.id, ts);
  if (message === undefined) return refusal('message_not_found');
  return message.onlyFor === undefined ? { channel, message } : refusal('not_pinnable');
}

const add: Method = (context) => {
  const found = pinnable(context);
  if (isRefusal(found)) return found;
  const { channel, message } = found;
  if (channel.archived) return refusal('is_archived');
  if (channel.pins.includes(message.ts)) return refusal('already_pinned');
  if (channel.pins.length >= MOST_PINS) return refusal('too_many_pins');
  channel.pins = [...channel.pins, message.ts];
  context.workspace.changes.notify('pin');
  return { ok: true };
};

const remove: Method = (context) => {
  const found = pinnable(context);
  if (isRefusal(found)) return found;
  const { channel, message } = found;
  if (!channel.pins.includes(message.ts)) return refusal('no_pin');
  channel.pins = channel.pins.filter((ts) => ts !== message.ts);
  context.workspace.changes.notify('pin');
  return { ok: true };
};

const list: Method = ({ workspace, args }) => {
  const channel = botChannel(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  const messages = channel.pins
    .map((ts) => messageAt(workspace, channel.id, ts))
    .filter((message) => message !== undefined);
  return {
    ok: true,
    items: messages.toReversed().map((message) => ({
      type: 'message',
      channel: channel.id,
      created: Math.floor(Number(message.ts)),
      created_by: workspace.bot.userId,
      message: messageShape(workspace, message),
    })),
  };
};

export const pinMethods: Readonly<Record<string, Method>> = {
  'pins.add': add,
  'pins.remove': remove,
  'pins.list': list,
};
