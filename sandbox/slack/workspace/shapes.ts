import { text } from '../common/json.ts';
import type { Channel, File, Json, Message, User, View } from '../types.ts';
import type { Workspace } from './workspace.ts';
import { externalId } from './workspace.ts';

/** The objects of docs.slack.dev/reference/objects, as answers and payloads carry them. */

/** Somebody of another workspace (Slack Connect) has that workspace's id and domain. */
export function teamOf(workspace: Workspace, user: User): Json {
  const team = [workspace.team, ...workspace.otherTeams].find(({ id }) => id === user.teamId);
  return { id: user.teamId, domain: team?.domain ?? user.teamId.toLowerCase() };
}

/** Of another workspace, and in no channel that the app sees: docs.slack.dev/reference/objects/user-object. */
function isStranger(workspace: Workspace, user: User): boolean {
  const seen = workspace.channels.filter(
    ({ members, kind }) => kind !== 'im' && kind !== 'mpim' && members.includes(workspace.bot.userId),
  );
  return !seen.some(({ members }) => members.includes(user.id));
}

/** Workspaces whose people are in a channel, the app's own first. */
function teamsIn(workspace: Workspace, channel: Channel): string[] {
  const teams = workspace.users.filter(({ id }) => channel.members.includes(id)).map(({ teamId }) => teamId);
  return [...new Set([workspace.team.id, ...(channel.shared ? teams : [])])];
}

/** `metadata` whole only where asked for: conversations.history leaves the payload out otherwise. */
export function messageShape(workspace: Workspace, message: Message, wholeMetadata = true): Json {
  const { metadata } = message;
  const isBot = message.userId === workspace.bot.userId;
  return {
    type: 'message',
    user: message.userId,
    ts: message.ts,
    ...(isBot ? { bot_id: workspace.bot.botId, app_id: workspace.bot.appId, bot_profile: botProfile(workspace) } : {}),
    ...(message.isBroadcast ? { subtype: 'thread_broadcast' } : {}),
    text: message.text,
    team: workspace.team.id,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.attachments === undefined ? {} : { attachments: message.attachments }),
    ...(message.fileIds === undefined ? {} : { files: filesOf(workspace, message.fileIds) }),
    ...(message.reactions === undefined ? {} : { reactions: reactionsOf(message.reactions) }),
    ...(message.edited ? { edited: { user: message.userId, ts: message.ts } } : {}),
    ...(metadata === undefined ? {} : { metadata: wholeMetadata ? metadata : { event_type: metadata.event_type } }),
  };
}

/** Who the app is, beside each of its messages (java-slack-sdk json-logs, chat.postMessage.json). */
function botProfile({ bot, team }: Workspace): Json {
  return { id: bot.botId, app_id: bot.appId, name: bot.name ?? 'app', deleted: false, updated: 0, team_id: team.id };
}

function reactionsOf(reactions: NonNullable<Message['reactions']>): Json[] {
  return Object.entries(reactions).map(([name, users]) => ({ name, users, count: users.length }));
}

function filesOf(workspace: Workspace, ids: readonly string[]): Json[] {
  return ids.flatMap((id) => {
    const file = workspace.files.get(id);
    return file === undefined ? [] : [fileShape(workspace, file)];
  });
}

/** docs.slack.dev/reference/objects/file-object */
export function fileShape(workspace: Workspace, file: File): Json {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    size: file.size,
    user: workspace.bot.userId,
    alt_txt: file.altText,
    mode: 'hosted',
    is_external: false,
    permalink: `https://${workspace.team.domain}.slack.com/files/${workspace.bot.userId}/${file.id}/${file.name}`,
  };
}

export function viewShape(workspace: Workspace, view: View, teamId: string): Json {
  const sent = view.payload;
  return {
    id: view.id,
    team_id: teamId,
    type: view.type,
    blocks: sent.blocks,
    private_metadata: text(sent.private_metadata) ?? '',
    callback_id: text(sent.callback_id) ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: sent.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: sent.clear_on_close === true,
    notify_on_close: sent.notify_on_close === true,
    close: sent.close ?? null,
    submit: sent.submit ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: workspace.bot.appId,
    external_id: externalId(sent),
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.bot.botId,
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How a zone is called at an instant. Making a format is slow, and there are few zones. */
function zoneName(tz: string, style: 'long' | 'longOffset', at: Date): string {
  const key = `${style} ${tz}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: style });
  formats.set(key, format);
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? tz;
}

function utcOffset(tz: string, at: Date): number {
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(zoneName(tz, 'longOffset', at)) ?? [];
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return sign === '-' ? -seconds : seconds;
}

export function userShape(workspace: Workspace, user: User, includeLocale = false): Json {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.deleted,
    color: '9f69e7',
    real_name: user.realName,
    ...(includeLocale ? { locale: user.locale } : {}),
    tz: user.tz,
    tz_label: zoneName(user.tz, 'long', workspace.now()),
    tz_offset: utcOffset(user.tz, workspace.now()),
    profile: {
      real_name: user.realName,
      real_name_normalized: user.realName,
      display_name: user.displayName,
      display_name_normalized: user.displayName,
      status_text: '',
      status_emoji: '',
      ...(user.email === undefined ? {} : { email: user.email }),
      team: user.teamId,
    },
    is_admin: user.isAdmin,
    is_owner: user.isOwner,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.isBot,
    is_app_user: false,
    updated: Math.floor(workspace.now().getTime() / 1000),
    ...(user.teamId === workspace.team.id ? {} : { is_stranger: isStranger(workspace, user) }),
  };
}

export function channelShape(workspace: Workspace, channel: Channel): Json {
  if (channel.kind === 'im') {
    return {
      id: channel.id,
      created: 0,
      is_im: true,
      is_archived: channel.archived,
      is_org_shared: false,
      user: channel.members[0] ?? '',
      context_team_id: workspace.team.id,
    };
  }
  const isGroupMessage = channel.kind === 'mpim';
  const isPrivate = channel.kind === 'private' || isGroupMessage;
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isGroupMessage,
    is_group: isGroupMessage,
    is_im: false,
    is_mpim: isGroupMessage,
    is_private: isPrivate,
    is_archived: channel.archived,
    is_general: false,
    is_member: channel.members.includes(workspace.bot.userId),
    is_shared: channel.shared,
    is_ext_shared: channel.shared,
    is_org_shared: false,
    shared_team_ids: teamsIn(workspace, channel),
    pending_shared: [],
    context_team_id: workspace.team.id,
    created: 0,
    creator: channel.members[0] ?? '',
    topic: { value: channel.topic ?? '', creator: '', last_set: 0 },
    purpose: { value: channel.purpose ?? '', creator: '', last_set: 0 },
    previous_names: [],
  };
}

/** What payloads call a channel: docs.slack.dev/interactivity/implementing-slash-commands. */
export function channelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}
