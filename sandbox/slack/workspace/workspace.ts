import { randomBytes } from 'node:crypto';
import type { Call, Channel, Delivery, File, Json, Message, User, View } from '../types.ts';
import type { Changes } from './changes.ts';
import { createChanges } from './changes.ts';
import type { MessageStore } from './messageStore.ts';
import { createMessageStore } from './messageStore.ts';

export type Team = { readonly id: string; readonly name: string; readonly domain: string };

export type Bot = { readonly userId: string; readonly botId: string; readonly appId: string; readonly name?: string };

export type Seed = {
  readonly team: Team;
  /** Workspaces of Slack Connect, by the ids their people have as `teamId`. */
  readonly otherTeams?: readonly Team[];
  readonly bot: Bot;
  readonly users: readonly User[];
  readonly channels: readonly Channel[];
};

export type Bookmark = {
  readonly id: string;
  readonly channelId: string;
  readonly title: string;
  readonly link: string;
};

/** Everything one Slack workspace holds. The rooms around it change it directly and then tell `changes`. */
export type Workspace = {
  readonly team: Team;
  readonly otherTeams: readonly Team[];
  readonly bot: Bot;
  readonly users: User[];
  readonly channels: Channel[];
  readonly messages: MessageStore;
  /** Stack of modals by user id, bottom first. */
  readonly stacks: Map<string, View[]>;
  /** Home views by user id. */
  readonly homes: Map<string, View>;
  /** What menus and fields within messages hold, by `${userId} ${channelId} ${ts}`. */
  readonly messageValues: Map<string, View['values']>;
  readonly bookmarks: Bookmark[];
  /** Domains whose links the app unfurls. */
  readonly unfurlDomains: readonly string[];
  /** Messages by the `unfurl_id` of their links. */
  readonly unfurls: Map<string, { readonly channelId: string; readonly ts: string }>;
  /** Work Objects that people wait for, by `trigger_id`. */
  readonly entityRequests: Map<string, Json>;
  /** What the app showed beside a message, by user id: the arguments of `entity.presentDetails`. */
  readonly details: Map<string, Json>;
  /** By id. */
  readonly files: Map<string, File>;
  readonly calls: Call[];
  readonly deliveries: Delivery[];
  /** How many calls and deliveries are remembered at most. */
  readonly most: number;
  readonly changes: Changes;
  now(): Date;
  realNow(): number;
  /** A timestamp no other thing in this workspace has; later ones compare greater as text. */
  nextTs(): string;
  nextId(prefix: string): string;
};

/** Author of what Slack itself says to a person: "failed with the error …". */
export const SLACKBOT = 'USLACKBOT';

/** The app's own user is among the people of the workspace, seeded or not. */
function withBot(seed: Seed): User[] {
  const users = seed.users.map((user) => ({ ...user }));
  if (users.some((user) => user.id === seed.bot.userId)) return users;
  const name = seed.bot.name ?? 'app';
  users.push({
    id: seed.bot.userId,
    teamId: seed.team.id,
    name: name.toLowerCase(),
    realName: name,
    displayName: name,
    tz: 'UTC',
    locale: 'en-US',
    isAdmin: false,
    isOwner: false,
    isBot: true,
    deleted: false,
  });
  return users;
}

type Options = {
  readonly seed: Seed;
  readonly now: () => Date;
  readonly realNow: () => number;
  readonly most: number;
  readonly unfurlDomains: readonly string[];
};

export function createWorkspace({ seed, now, realNow, most, unfurlDomains }: Options): Workspace {
  let lastMicros = 0;
  let ids = 0;
  return {
    team: seed.team,
    otherTeams: seed.otherTeams ?? [],
    bot: seed.bot,
    users: withBot(seed),
    channels: seed.channels.map((channel) => ({ ...channel, members: [...channel.members], pins: [...channel.pins] })),
    messages: createMessageStore(),
    stacks: new Map(),
    homes: new Map(),
    messageValues: new Map(),
    bookmarks: [],
    unfurlDomains,
    unfurls: new Map(),
    entityRequests: new Map(),
    details: new Map(),
    files: new Map(),
    calls: [],
    deliveries: [],
    most,
    changes: createChanges(),
    now,
    realNow,
    nextTs: () => {
      // Sandbox time may stand still or go back; two messages never share a ts all the same.
      lastMicros = Math.max(now().getTime() * 1000, lastMicros + 1);
      return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    nextId: (prefix) => {
      ids += 1;
      return `${prefix}${ids.toString(36).toUpperCase().padStart(4, '0')}${randomBytes(3).toString('hex').toUpperCase()}`;
    },
  };
}

/** Drops the oldest half at once: one by one would cost a move of all the others each time. */
function keep<T>(list: T[], item: T, most: number): void {
  list.push(item);
  if (list.length > most) list.splice(0, list.length - Math.ceil(most / 2));
}

export function recordCall(workspace: Workspace, call: Omit<Call, 'at'>): void {
  keep(workspace.calls, { at: workspace.now(), ...call }, workspace.most);
  workspace.changes.notify('call');
}

export function recordDelivery(workspace: Workspace, delivery: Delivery): void {
  keep(workspace.deliveries, delivery, workspace.most);
  workspace.changes.notify('delivery');
}

export function userById(workspace: Workspace, userId: string): User | undefined {
  return workspace.users.find((user) => user.id === userId);
}

export function channelById(workspace: Workspace, channelId: string): Channel | undefined {
  return workspace.channels.find((channel) => channel.id === channelId);
}

export function needUser(workspace: Workspace, userId: string): User {
  const user = userById(workspace, userId);
  if (user === undefined) throw new Error(`no user ${userId} in the workspace`);
  return user;
}

export function needChannel(workspace: Workspace, channelId: string): Channel {
  const channel = channelById(workspace, channelId);
  if (channel === undefined) throw new Error(`no channel ${channelId} in the workspace`);
  return channel;
}

export function messageAt(workspace: Workspace, channelId: string, ts: string): Message | undefined {
  return workspace.messages.at(channelId, ts);
}

export function isMember(workspace: Workspace, channel: Channel, userId: string): boolean {
  if (channel.kind === 'im' && userId === workspace.bot.userId) return true;
  return channel.members.includes(userId);
}

/** What a person sees of a channel: nothing without being in it, and no ephemeral message for somebody else. */
export function visibleTo(workspace: Workspace, userId: string, channelId: string): Message[] {
  const channel = channelById(workspace, channelId);
  if (channel === undefined || !isMember(workspace, channel, userId)) return [];
  return workspace.messages.of(channelId).filter(({ onlyFor }) => onlyFor === undefined || onlyFor === userId);
}

export function stackOf(workspace: Workspace, userId: string): readonly View[] {
  return workspace.stacks.get(userId) ?? [];
}

/** An open modal or a published Home; closed modals are gone. */
export function findView(workspace: Workspace, matches: (view: View) => boolean): View | undefined {
  for (const stack of workspace.stacks.values()) {
    const found = stack.find(matches);
    if (found !== undefined) return found;
  }
  return [...workspace.homes.values()].find(matches);
}

export function externalId(payload: Json): string {
  return typeof payload.external_id === 'string' ? payload.external_id : '';
}
