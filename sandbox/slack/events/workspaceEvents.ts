import type { Channel, Delivery, Json, Message, User } from '../types.ts';
import { addMessage, removeMessage } from '../workspace/messages.ts';
import { react, unreact } from '../workspace/reactions.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { messageAt, needChannel, needUser } from '../workspace/workspace.ts';
import { channelEvent, memberJoined, userChanged } from './events.ts';
import { linkShared } from './linkEvents.ts';
import { messageEvents } from './messageEvents.ts';

/**
 * What happens in a workspace without the app's doing. Those that resolve to a delivery tell the app of it, once it is
 * connected; before that they change the workspace alone.
 */
export type WorkspaceEvents = {
  addUser(user: User): void;
  updateUser(userId: string, changes: Partial<Omit<User, 'id'>>): Promise<Delivery | undefined>;
  addChannel(channel: Channel): void;
  /** Somebody (the app, too) is added to a channel. */
  invite(channelId: string, userId: string, inviterId?: string): Promise<Delivery | undefined>;
  /** Somebody else than the app leaves or is put out. */
  leave(channelId: string, userId: string): void;
  removeBot(channelId: string): Promise<Delivery | undefined>;
  rename(channelId: string, name: string): Promise<Delivery | undefined>;
  archive(channelId: string, byUserId?: string): Promise<Delivery | undefined>;
  unarchive(channelId: string, byUserId?: string): Promise<Delivery | undefined>;
  /** A person deletes a message of anybody's, as a workspace admin may. */
  deleteMessage(channelId: string, ts: string): void;
  /** A person writes a message of their own. The app hears of it, and of being mentioned, in the background. */
  say(userId: string, channelId: string, text: string, threadTs?: string): Message;
  /** A person reacts to a message, or takes the reaction back. */
  react(userId: string, channelId: string, ts: string, name: string): Promise<Delivery | undefined>;
  unreact(userId: string, channelId: string, ts: string, name: string): Promise<Delivery | undefined>;
};

/** Tells the app of an event, if it is there and listens for it: under the event's own type where no other is named. */
type Tell = (event: Json, subscription?: string) => Promise<Delivery | undefined>;

export function createWorkspaceEvents(workspace: Workspace, tell: Tell): WorkspaceEvents {
  const archived = (channelId: string, to: boolean, byUserId: string | undefined) => {
    const channel = needChannel(workspace, channelId);
    channel.archived = to;
    workspace.changes.notify('channel');
    const user = byUserId ?? channel.members[0] ?? '';
    const more = to ? { user, is_moved: 0 } : { user };
    return tell(channelEvent(workspace, channel, to ? 'archive' : 'unarchive', more));
  };

  const needMessage = (channelId: string, ts: string) => {
    const message = messageAt(workspace, channelId, ts);
    if (message === undefined) throw new Error(`no message ${ts} in ${channelId}`);
    return message;
  };

  const tellIf = (event: Json | undefined) => (event === undefined ? Promise.resolve(undefined) : tell(event));

  const leave = (channel: Channel, userId: string) => {
    channel.members = channel.members.filter((id) => id !== userId);
    workspace.changes.notify('channel');
  };

  return {
    addUser: (user) => {
      workspace.users.push({ ...user });
      workspace.changes.notify('user');
    },
    updateUser: (userId, changes) => {
      const user = needUser(workspace, userId);
      const changed = { ...user, ...changes };
      workspace.users[workspace.users.indexOf(user)] = changed;
      workspace.changes.notify('user');
      return tell(userChanged(workspace, changed));
    },
    addChannel: (channel) => {
      workspace.channels.push({ ...channel, members: [...channel.members], pins: [...channel.pins] });
      workspace.changes.notify('channel');
    },
    invite: (channelId, userId, inviterId) => {
      const channel = needChannel(workspace, channelId);
      if (channel.members.includes(userId)) return Promise.resolve(undefined);
      channel.members = [...channel.members, userId];
      workspace.changes.notify('channel');
      return tell(memberJoined(workspace, channel, userId, inviterId));
    },
    leave: (channelId, userId) => leave(needChannel(workspace, channelId), userId),
    removeBot: (channelId) => {
      const channel = needChannel(workspace, channelId);
      leave(channel, workspace.bot.userId);
      return tell(channelEvent(workspace, channel, 'left', {}));
    },
    rename: (channelId, name) => {
      const channel = needChannel(workspace, channelId);
      channel.name = name;
      workspace.changes.notify('channel');
      const renamed = { id: channelId, name, name_normalized: name, created: 0, is_channel: true, is_mpim: false };
      return tell(channelEvent(workspace, channel, 'rename', { channel: renamed }));
    },
    archive: (channelId, byUserId) => archived(channelId, true, byUserId),
    unarchive: (channelId, byUserId) => archived(channelId, false, byUserId),
    deleteMessage: (channelId, ts) => {
      removeMessage(workspace, needMessage(channelId, ts));
    },
    say: (userId, channelId, text, threadTs) => {
      needUser(workspace, userId);
      const channel = needChannel(workspace, channelId);
      const message = addMessage(workspace, { channelId, userId, args: { text }, threadTs });
      for (const { event, subscription } of messageEvents(workspace, channel, message)) void tell(event, subscription);
      void tellIf(linkShared(workspace, channel, message));
      return message;
    },
    react: (userId, channelId, ts, name) => tellIf(react(workspace, needMessage(channelId, ts), userId, name)),
    unreact: (userId, channelId, ts, name) => tellIf(unreact(workspace, needMessage(channelId, ts), userId, name)),
  };
}
