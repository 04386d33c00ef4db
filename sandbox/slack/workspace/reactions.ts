import type { Json, Message } from '../types.ts';
import type { Workspace } from './workspace.ts';

/** Adds a reaction; the event that it causes, or nothing where the person had reacted so before. */
export function react(workspace: Workspace, message: Message, userId: string, name: string): Json | undefined {
  const users = message.reactions?.[name] ?? [];
  if (users.includes(userId)) return undefined;
  message.reactions = { ...message.reactions, [name]: [...users, userId] };
  workspace.changes.notify('message');
  return reactionEvent(workspace, 'reaction_added', message, userId, name);
}

/** Takes a reaction away; the event that it causes, or nothing where there was none. */
export function unreact(workspace: Workspace, message: Message, userId: string, name: string): Json | undefined {
  const { [name]: users = [], ...others } = message.reactions ?? {};
  if (!users.includes(userId)) return undefined;
  const left = users.filter((id) => id !== userId);
  message.reactions = left.length > 0 ? { ...message.reactions, [name]: left } : others;
  workspace.changes.notify('message');
  return reactionEvent(workspace, 'reaction_removed', message, userId, name);
}

/** docs.slack.dev/reference/events/reaction_added */
function reactionEvent(workspace: Workspace, type: string, message: Message, userId: string, reaction: string): Json {
  const item = { type: 'message', channel: message.channelId, ts: message.ts };
  return { type, user: userId, reaction, item, item_user: message.userId, event_ts: workspace.nextTs() };
}
