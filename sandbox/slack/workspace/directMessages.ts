import type { Channel } from '../types.ts';
import type { Workspace } from './workspace.ts';
import { needUser } from './workspace.ts';

/** The direct message of the bot with one person, or with several. */
export function openConversation(workspace: Workspace, userIds: readonly string[]): Channel | undefined {
  if (userIds.length === 1)
    return workspace.channels.find(({ kind, members }) => kind === 'im' && members[0] === userIds[0]);
  const everybody = [workspace.bot.userId, ...userIds];
  return workspace.channels.find(({ kind, members }) => kind === 'mpim' && isSame(members, everybody));
}

/** The direct message between the bot and this person; opened when there is none yet. */
export function directMessage(workspace: Workspace, userId: string): Channel {
  const open = openConversation(workspace, [userId]);
  if (open !== undefined) return open;
  const channel: Channel = {
    id: `D${userId.slice(1)}`,
    name: 'directmessage',
    kind: 'im',
    members: [userId],
    archived: false,
    pins: [],
    shared: false,
  };
  workspace.channels.push(channel);
  workspace.changes.notify('channel');
  return channel;
}

/** The group direct message of the bot and these people; opened when there is none yet. */
export function groupMessage(workspace: Workspace, userIds: readonly string[]): Channel {
  const members = [workspace.bot.userId, ...userIds];
  const open = openConversation(workspace, userIds);
  if (open !== undefined) return open;
  const names = members.map((id) => needUser(workspace, id).name);
  const channel: Channel = {
    id: workspace.nextId('G'),
    name: `mpdm-${names.join('--')}-1`,
    kind: 'mpim',
    members,
    archived: false,
    pins: [],
    shared: false,
    topic: 'Group messaging',
    purpose: `Group messaging with: ${names.map((name) => `@${name}`).join(' ')}`,
  };
  workspace.channels.push(channel);
  workspace.changes.notify('channel');
  return channel;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
