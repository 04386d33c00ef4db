import { isYes, text } from '../common/json.ts';
import type { Channel, Json, Message } from '../types.ts';
import { messageShape } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { messageAt } from '../workspace/workspace.ts';
import type { Method } from './method.ts';
import { botChannel } from './method.ts';
import { page } from './paging.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

/** docs.slack.dev/reference/methods/conversations.history: limit at most 999. */
const MOST = 999;

/** Ephemeral messages are in no history. */
function kept(workspace: Workspace, channel: Channel): Message[] {
  return workspace.messages.of(channel.id).filter(({ onlyFor }) => onlyFor === undefined);
}

/** Replies by the ts of their parent, oldest first. */
function threadsOf(messages: readonly Message[]): ReadonlyMap<string, readonly Message[]> {
  const threads = new Map<string, Message[]>();
  for (const message of messages) {
    const { threadTs, ts } = message;
    if (threadTs === undefined || threadTs === ts) continue;
    const thread = threads.get(threadTs);
    if (thread === undefined) threads.set(threadTs, [message]);
    else thread.push(message);
  }
  return threads;
}

type Threads = ReturnType<typeof threadsOf>;

function shape(workspace: Workspace, threads: Threads, message: Message, args: Json): Json {
  const answers = threads.get(message.ts) ?? [];
  const thread = {
    thread_ts: message.ts,
    reply_count: answers.length,
    reply_users: [...new Set(answers.map(({ userId }) => userId))],
    latest_reply: answers.at(-1)?.ts,
  };
  const { threadTs = message.ts } = message;
  const parent = threadTs === message.ts ? undefined : messageAt(workspace, message.channelId, threadTs);
  return {
    ...messageShape(workspace, message, isYes(args.include_all_metadata)),
    ...(answers.length > 0 ? thread : {}),
    ...(parent === undefined ? {} : { parent_user_id: parent.userId }),
  };
}

/** Times as numbers: an app may say `0` or whole seconds. Exclusive unless `inclusive`. */
function within(args: Json): ((message: Message) => boolean) | Refusal {
  const oldest = Number(text(args.oldest) || '0');
  const latest = Number(text(args.latest) || 'Infinity');
  if (Number.isNaN(oldest)) return refusal('invalid_ts_oldest');
  if (Number.isNaN(latest)) return refusal('invalid_ts_latest');
  if (isYes(args.inclusive)) return ({ ts }) => Number(ts) >= oldest && Number(ts) <= latest;
  return ({ ts }) => Number(ts) > oldest && Number(ts) < latest;
}

/** Newest first; replies are left out unless they are shown in the channel as well. */
const history: Method = ({ workspace, args }) => {
  const channel = botChannel(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  const isWithin = within(args);
  if (typeof isWithin !== 'function') return isWithin;
  const messages = kept(workspace, channel);
  const threads = threadsOf(messages);
  const shown = messages
    .filter(({ threadTs, ts, isBroadcast }) => threadTs === undefined || threadTs === ts || isBroadcast === true)
    .filter(isWithin);
  const found = page(shown.toReversed(), args, MOST);
  if (isRefusal(found)) return found;
  return {
    ok: true,
    messages: found.items.map((message) => shape(workspace, threads, message, args)),
    has_more: found.nextCursor !== '',
    pin_count: channel.pins.length,
    ...(found.nextCursor === '' ? {} : { response_metadata: { next_cursor: found.nextCursor } }),
  };
};

/** docs.slack.dev/reference/methods/conversations.replies: the parent, then the replies, oldest first. */
const thread: Method = ({ workspace, args }) => {
  const channel = botChannel(workspace, text(args.channel) ?? '');
  if (isRefusal(channel)) return channel;
  const asked = messageAt(workspace, channel.id, text(args.ts) ?? '');
  if (asked === undefined || asked.onlyFor !== undefined) return refusal('thread_not_found');
  const isWithin = within(args);
  if (typeof isWithin !== 'function') return isWithin;
  const messages = kept(workspace, channel);
  const threads = threadsOf(messages);
  const parentTs = asked.threadTs ?? asked.ts;
  const parent = messages.filter(({ ts }) => ts === parentTs);
  const found = page([...parent, ...(threads.get(parentTs) ?? []).filter(isWithin)], args, MOST);
  if (isRefusal(found)) return found;
  return {
    ok: true,
    messages: found.items.map((message) => shape(workspace, threads, message, args)),
    has_more: found.nextCursor !== '',
    ...(found.nextCursor === '' ? {} : { response_metadata: { next_cursor: found.nextCursor } }),
  };
};

export const historyMethods: Readonly<Record<string, Method>> = {
  'conversations.history': history,
  'conversations.replies': thread,
};
