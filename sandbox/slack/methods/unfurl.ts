import { isJson, records, text } from '../common/json.ts';
import { linksIn } from '../events/linkEvents.ts';
import { checkMessage } from '../limits/check.ts';
import type { Json, Message } from '../types.ts';
import { entitiesOf } from '../workspace/messages.ts';
import { messageAt } from '../workspace/workspace.ts';
import type { Context, Method } from './method.ts';
import { botChannel } from './method.ts';
import type { Refusal } from './refusal.ts';
import { isRefusal, refusal } from './refusal.ts';

/** A message is named by `channel` and `ts`, or by the `unfurl_id` and `source` that a link_shared event gave. */
function target({ workspace, args }: Context): Message | Refusal {
  const [id, source] = [text(args.unfurl_id), text(args.source)];
  if (id !== undefined || source !== undefined) {
    if (id === undefined) return refusal('missing_unfurl_id');
    if (source === undefined) return refusal('missing_source');
    const place = workspace.unfurls.get(id);
    const message = place && messageAt(workspace, place.channelId, place.ts);
    return message ?? refusal('cannot_find_message');
  }
  const [channelId, ts] = [text(args.channel), text(args.ts)];
  if (channelId === undefined) return refusal('missing_channel');
  if (ts === undefined) return refusal('missing_ts');
  const channel = botChannel(workspace, channelId, 'not_a_member');
  // Links are unfurled also where the app is not a member, as long as it sees the conversation.
  if (isRefusal(channel) && channel.error !== 'not_a_member') return refusal('cannot_find_channel');
  return messageAt(workspace, channelId, ts) ?? refusal('cannot_find_message');
}

function refusedUrl({ workspace }: Context, message: Message, url: string): Refusal | undefined {
  if (!message.text.replaceAll('&amp;', '&').includes(url)) return refusal('cannot_unfurl_message');
  return linksIn(workspace, url).length === 0 ? refusal('cannot_unfurl_url') : undefined;
}

/** docs.slack.dev/reference/methods/chat.unfurl: a second call for the same address replaces what the first one made. */
const unfurl: Method = (context) => {
  const { workspace, args } = context;
  const message = target(context);
  if (isRefusal(message)) return message;
  const { entities = [] } = entitiesOf(args);
  if (args.unfurls === undefined && entities.length === 0) return refusal('missing_unfurls');
  const unfurls = args.unfurls ?? {};
  if (!isJson(unfurls)) return refusal('invalid_unfurls_format');
  const named = [...Object.keys(unfurls), ...entities.map((entity) => text(entity.app_unfurl_url) ?? '')];
  const refused = named.map((url) => refusedUrl(context, message, url)).find((error) => error !== undefined);
  if (refused !== undefined) return refused;
  if (!Object.values(unfurls).every(isAttachment)) return refusal('cannot_parse_attachment');
  const kept = records(message.attachments).filter(({ from_url: url }) => !named.includes(text(url) ?? ''));
  const made = Object.entries(unfurls).map(([url, attachment], index) => ({
    ...(attachment as Json),
    id: kept.length + index + 1,
    from_url: url,
    app_unfurl_url: url,
    is_app_unfurl: true,
    app_id: workspace.bot.appId,
    bot_id: workspace.bot.botId,
  }));
  message.attachments = [...kept, ...made];
  if (entities.length > 0) message.entities = entities;
  workspace.changes.notify('message');
  return { ok: true };
};

function isAttachment(value: unknown): value is Json {
  return isJson(value) && checkMessage({ attachments: [value] }).length === 0;
}

export const unfurlMethods: Readonly<Record<string, Method>> = { 'chat.unfurl': unfurl };
