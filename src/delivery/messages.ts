import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Shown } from '../../blocks/text.ts';
import type { Lane } from '../domain/outbox.ts';

/** The type of the metadata that names a message's outbox entry. Ids only: other apps can read it. */
const EVENT_TYPE = 'milepost_message';
/** How far Slack's clock and ours may be apart when we look for a message that we tried to post. */
const SKEW_MS = 60_000;
/** What one page of history may hold; few messages arrive between an attempt and the look at its outcome. */
const PAGE = 200;
const PAGES = 5;

const metadataOfOurs = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ outbox_id: z.string() }),
});

/** The few things delivery asks of Slack. None of them retries by itself. */
export type Messages = {
  readonly channelOf: (to: Lane['to']) => Promise<string>;
  readonly post: (channelId: string, outboxId: string, shown: Shown) => Promise<string>;
  readonly edit: (channelId: string, ts: string, shown: Shown) => Promise<void>;
  /** The `ts` of the message that carries an outbox id, if Slack took it. */
  readonly find: (channelId: string, outboxId: string, since: Date) => Promise<string | undefined>;
  readonly pin: (channelId: string, ts: string) => Promise<void>;
};

export function messagesOn(slack: WebClient): Messages {
  return {
    async channelOf(to) {
      if ('channelId' in to) return to.channelId;
      const { channel } = await slack.conversations.open({ users: to.userId });
      if (channel?.id === undefined) throw new Error('conversations.open gave no channel');
      return channel.id;
    },
    async post(channelId, outboxId, { text, blocks }) {
      const { ts } = await slack.chat.postMessage({
        channel: channelId,
        text,
        blocks,
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT_TYPE, event_payload: { outbox_id: outboxId } },
      });
      if (ts === undefined) throw new Error('chat.postMessage gave no ts');
      return ts;
    },
    async edit(channelId, ts, { text, blocks }) {
      await slack.chat.update({ channel: channelId, ts, text, blocks });
    },
    async find(channelId, outboxId, since) {
      const oldest = ((since.getTime() - SKEW_MS) / 1000).toFixed(6);
      let cursor: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        const history = await slack.conversations.history({
          channel: channelId,
          oldest,
          limit: PAGE,
          include_all_metadata: true,
          ...(cursor ? { cursor } : {}),
        });
        const found = history.messages?.find(({ metadata }) => {
          const read = metadataOfOurs.safeParse(metadata);
          return read.success && read.data.event_payload.outbox_id === outboxId;
        });
        if (found?.ts) return found.ts;
        cursor = history.response_metadata?.next_cursor || undefined;
        if (cursor === undefined) return undefined;
      }
      return undefined;
    },
    async pin(channelId, ts) {
      await slack.pins.add({ channel: channelId, timestamp: ts });
    },
  };
}
