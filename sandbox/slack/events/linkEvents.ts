import { randomBytes } from 'node:crypto';
import type { Channel, Json, Message } from '../types.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { isMember } from '../workspace/workspace.ts';

type Link = { readonly domain: string; readonly url: string };

/** Links of a text to domains that the app unfurls, subdomains included. */
export function linksIn({ unfurlDomains }: Pick<Workspace, 'unfurlDomains'>, text: string): readonly Link[] {
  const urls = [...new Set(text.match(/https?:\/\/[^\s<>|]+/g))].filter((url) => URL.canParse(url));
  return urls.flatMap((url) => {
    const host = new URL(url).hostname;
    const domain = unfurlDomains.find((each) => host === each || host.endsWith(`.${each}`));
    return domain === undefined ? [] : [{ domain, url }];
  });
}

/** docs.slack.dev/reference/events/link_shared: the app hears of its links also where it is not a member. */
export function linkShared(workspace: Workspace, channel: Channel, message: Message): Json | undefined {
  const links = linksIn(workspace, message.text);
  if (links.length === 0) return undefined;
  const unfurlId = `${message.ts}.${randomBytes(16).toString('hex')}`;
  workspace.unfurls.set(unfurlId, { channelId: channel.id, ts: message.ts });
  return {
    type: 'link_shared',
    channel: channel.id,
    is_bot_user_member: isMember(workspace, channel, workspace.bot.userId),
    user: message.userId,
    message_ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    unfurl_id: unfurlId,
    source: 'conversations_history',
    links,
    event_ts: workspace.nextTs(),
  };
}
