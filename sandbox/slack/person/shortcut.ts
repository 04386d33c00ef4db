import type { Delivery } from '../types.ts';
import { channelName, messageShape } from '../workspace/shapes.ts';
import { needChannel, visibleTo } from '../workspace/workspace.ts';
import type { PersonContext } from './context.ts';
import { payloadBase } from './context.ts';

/** docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload: it knows no channel and no response_url. */
export function shortcut(context: PersonContext, callbackId: string): Promise<Delivery> {
  return context.deliver.payload('shortcut', {
    ...payloadBase(context, 'shortcut'),
    callback_id: callbackId,
    trigger_id: context.triggers.issue(context.userId),
    action_ts: context.workspace.nextTs(),
  });
}

/** The same page, for a shortcut on a message. Ephemeral messages offer none. */
export async function messageShortcut(
  context: PersonContext,
  callbackId: string,
  channelId: string,
  ts: string,
): Promise<Delivery> {
  const { workspace, userId } = context;
  const channel = needChannel(workspace, channelId);
  const message = visibleTo(workspace, userId, channelId).find((each) => each.ts === ts);
  if (message === undefined) throw new Error(`${userId} sees no message ${ts} in ${channelId}`);
  if (message.onlyFor !== undefined) throw new Error('An ephemeral message offers no shortcuts');
  // Only a message of the app's own can be replaced.
  const own = message.userId === workspace.bot.userId ? { ts } : {};
  return context.deliver.payload('message_action', {
    ...payloadBase(context, 'message_action'),
    callback_id: callbackId,
    trigger_id: context.triggers.issue(userId),
    action_ts: workspace.nextTs(),
    message_ts: ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: messageShape(workspace, message),
    response_url: context.baseUrl() + context.responseUrls.issue('app', { channelId, userId, ...own }),
  });
}
