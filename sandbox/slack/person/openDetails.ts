import { eventCallback } from '../events/events.ts';
import type { Delivery } from '../types.ts';
import { visibleTo } from '../workspace/workspace.ts';
import type { PersonContext } from './context.ts';
import { self } from './context.ts';

/** docs.slack.dev/reference/events/entity_details_requested */
export async function openDetails(
  context: PersonContext,
  channelId: string,
  ts: string,
  url: string,
): Promise<Delivery> {
  const { workspace, userId } = context;
  const message = visibleTo(workspace, userId, channelId).find((each) => each.ts === ts);
  if (message === undefined) throw new Error(`${userId} sees no message ${ts} in ${channelId}`);
  const entity = message.entities?.find((each) => each.url === url || each.app_unfurl_url === url);
  if (entity === undefined) throw new Error(`message ${ts} shows no Work Object of ${url}`);
  const triggerId = context.triggers.issue(userId);
  workspace.entityRequests.set(triggerId, entity);
  const event = {
    type: 'entity_details_requested',
    user: userId,
    trigger_id: triggerId,
    user_locale: self(context).locale,
    link: { url, domain: new URL(url).hostname },
    entity_url: entity.url ?? url,
    ...(entity.app_unfurl_url === undefined ? {} : { app_unfurl_url: entity.app_unfurl_url }),
    ...(entity.external_ref === undefined ? {} : { external_ref: entity.external_ref }),
    channel: channelId,
    message_ts: ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    event_ts: workspace.nextTs(),
  };
  return context.deliver.event(eventCallback(workspace, event));
}
