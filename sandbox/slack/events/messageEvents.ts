import { randomUUID } from 'node:crypto';
import type { Channel, Json, Message } from '../types.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { isMember } from '../workspace/workspace.ts';

const CHANNEL_TYPES = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/** Which events an app subscribes to for the messages of a conversation: docs.slack.dev/reference/events/message */
const SUBSCRIPTIONS = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

export type EventForApp = {
  /** The name to subscribe to; differs from the event's own `type` for messages. */
  readonly subscription: string;
  readonly event: Json;
};

/** What an app in the conversation hears of a person's message: the message, and that it was mentioned. */
export function messageEvents(workspace: Workspace, channel: Channel, message: Message): readonly EventForApp[] {
  if (!isMember(workspace, channel, workspace.bot.userId)) return [];
  const common = {
    user: message.userId,
    client_msg_id: randomUUID(),
    text: message.text,
    ts: message.ts,
    team: workspace.team.id,
    blocks: [{ type: 'rich_text', block_id: workspace.nextId('b'), elements: [sectionOf(message.text)] }],
    channel: channel.id,
    event_ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
  const said = { type: 'message', ...common, channel_type: CHANNEL_TYPES[channel.kind] };
  const isMention = channel.kind !== 'im' && message.text.includes(`<@${workspace.bot.userId}>`);
  return [
    { subscription: SUBSCRIPTIONS[channel.kind], event: said },
    // docs.slack.dev/reference/events/app_mention: none in a direct message.
    ...(isMention ? [{ subscription: 'app_mention', event: { type: 'app_mention', ...common } }] : []),
  ];
}

/** What a person typed, as Slack's own client sends it: rich text, mentions as elements of their own. */
function sectionOf(text: string): Json {
  const parts = text.split(/(<@\w+>)/).filter((part) => part !== '');
  const elements = parts.map((part) => {
    const [, userId] = /^<@(\w+)>$/.exec(part) ?? [];
    return userId === undefined ? { type: 'text', text: part } : { type: 'user', user_id: userId };
  });
  return { type: 'rich_text_section', elements };
}
