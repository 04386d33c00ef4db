import { channelEvent, memberJoined, userChanged } from './events.ts';
import { addMessage, removeMessage } from './messages.ts';
import type { Channel, Delivery, Json, Message, User } from './types.ts';
import type { Workspace } from './workspace.ts';
import { messageAt, needChannel, needUser } from './workspace.ts';

/**
 * What happens in a workspace without the app's doing. Those that resolve to a delivery tell the app of it, once it is
 * connected; before that they change the workspace alone.
 */
export type Happenings = {
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
  /** A person writes a message of their own. */
  say(userId: string, channelId: string, text: string, threadTs?: string): Message;
};

/** Tells the app of an event, if it is there and listens for it. */
type Tell = (event: Json) => Promise<Delivery | undefined>;

export function createHappenings(workspace: Workspace, tell: Tell): Happenings {
  const archived = (channelId: string, to: boolean, byUserId: string | undefined) => {
    const channel = needChannel(workspace, channelId);
    channel.archived = to;
    workspace.changes.tell('channel');
    const user = byUserId ?? channel.members[0] ?? '';
    const more = to ? { user, is_moved: 0 } : { user };
    return tell(channelEvent(workspace, channel, to ? 'archive' : 'unarchive', more));
  };

  const leave = (channel: Channel, userId: string) => {
    channel.members = channel.members.filter((id) => id !== userId);
    workspace.changes.tell('channel');
  };

  return {
    addUser: (user) => {
      workspace.users.push({ ...user });
      workspace.changes.tell('user');
    },
    updateUser: (userId, changes) => {
      const user = needUser(workspace, userId);
      const changed = { ...user, ...changes };
      workspace.users[workspace.users.indexOf(user)] = changed;
      workspace.changes.tell('user');
      return tell(userChanged(workspace, changed));
    },
    addChannel: (channel) => {
      workspace.channels.push({ ...channel, members: [...channel.members], pins: [...channel.pins] });
      workspace.changes.tell('channel');
    },
    invite: (channelId, userId, inviterId) => {
      const channel = needChannel(workspace, channelId);
      if (channel.members.includes(userId)) return Promise.resolve(undefined);
      channel.members = [...channel.members, userId];
      workspace.changes.tell('channel');
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
      workspace.changes.tell('channel');
      const renamed = { id: channelId, name, name_normalized: name, created: 0, is_channel: true, is_mpim: false };
      return tell(channelEvent(workspace, channel, 'rename', { channel: renamed }));
    },
    archive: (channelId, byUserId) => archived(channelId, true, byUserId),
    unarchive: (channelId, byUserId) => archived(channelId, false, byUserId),
    deleteMessage: (channelId, ts) => {
      const message = messageAt(workspace, channelId, ts);
      if (message === undefined) throw new Error(`no message ${ts} in ${channelId}`);
      removeMessage(workspace, message);
    },
    say: (userId, channelId, text, threadTs) => {
      needUser(workspace, userId);
      needChannel(workspace, channelId);
      return addMessage(workspace, { channelId, userId, args: { text }, threadTs });
    },
  };
}
