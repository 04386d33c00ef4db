import { text } from '../common/json.ts';
import type { Channel, Json, User } from '../types.ts';
import { userShape } from '../workspace/shapes.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { channelById } from '../workspace/workspace.ts';

/** Same on every request; apps have long been told to check signatures instead. */
export const VERIFICATION_TOKEN = 'stand-in-verification-token';

/** The outer event: docs.slack.dev/apis/events-api, "Callback field overview". */
export function eventCallback(workspace: Workspace, event: Json): Json {
  const channel = channelById(workspace, text(event.channel) ?? '');
  return {
    token: VERIFICATION_TOKEN,
    team_id: workspace.team.id,
    context_team_id: workspace.team.id,
    context_enterprise_id: null,
    api_app_id: workspace.bot.appId,
    event,
    type: 'event_callback',
    event_id: workspace.nextId('Ev'),
    event_time: Math.floor(workspace.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.team.id,
        user_id: workspace.bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel?.shared ?? false,
    event_context: `4-${workspace.nextId('')}`,
  };
}

export function memberJoined(workspace: Workspace, channel: Channel, userId: string, inviter?: string): Json {
  return {
    type: 'member_joined_channel',
    user: userId,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: workspace.team.id,
    ...(inviter === undefined ? {} : { inviter }),
    event_ts: workspace.nextTs(),
  };
}

/** docs.slack.dev/reference/events/user_change: name, zone, locale, deactivation. */
export function userChanged(workspace: Workspace, user: User): Json {
  const now = Math.floor(workspace.now().getTime() / 1000);
  return { type: 'user_change', user: userShape(workspace, user, true), cache_ts: now, event_ts: workspace.nextTs() };
}

/** Events of private channels bear the older name `group_…`. */
export function channelEvent(workspace: Workspace, channel: Channel, what: string, more: Json): Json {
  const prefix = channel.kind === 'private' ? 'group' : 'channel';
  return { type: `${prefix}_${what}`, channel: channel.id, ...more, event_ts: workspace.nextTs() };
}
