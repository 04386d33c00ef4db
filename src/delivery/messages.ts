import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Rendered } from '../../blocks/shared/text.ts';
import type { Receiver } from '../history/audienceKey.ts';
import { isThreadGone } from './slackErrors.ts';

/** The type of the metadata that names a message. Ids only: other apps can read it. */
const EVENT_TYPE = 'milepost_message';
/** How far Slack's clock and ours may be apart when we look for a message that we tried to post. */
const SKEW_MS = 60_000;
/** What one page of history may hold; few messages arrive between an attempt and the look at its outcome. */
const PAGE = 200;
const PAGES = 5;
/** More people than get direct messages in one workspace on a day. */
const PERSONS = 10_000;

const metadataOfOurs = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ message_id: z.string(), up_to: z.number() }),
});

/** How a message is known again: by its id, and by the place in the log up to which it tells. */
export type MessageName = { readonly id: string; readonly upTo: number };
export type FoundMessage = { readonly ts: string; readonly upTo: number };

/** The few things delivery asks of Slack. None of them retries by itself. */
export type Messages = {
  readonly channelOf: (receiver: Receiver) => Promise<string>;
  /** With `threadTs` as a reply to that message. Gives its `ts`. */
  readonly post: (channelId: string, name: MessageName, shown: Rendered, threadTs?: string) => Promise<string>;
  readonly edit: (channelId: string, ts: string, shown: Rendered) => Promise<void>;
  /** The message of an id, if Slack took it; replies to `threadTs` are looked at too. */
  readonly find: (
    channelId: string,
    id: string,
    during: { readonly from: Date; readonly until?: Date | undefined },
    threadTs?: string,
  ) => Promise<FoundMessage | undefined>;
  readonly permalink: (channelId: string, ts: string) => Promise<string | undefined>;
  readonly pin: (channelId: string, ts: string) => Promise<void>;
  readonly unpin: (channelId: string, ts: string) => Promise<void>;
  readonly remove: (channelId: string, ts: string) => Promise<void>;
};

export function messagesOn(slack: WebClient): Messages {
  // A person's direct messages keep their channel for good.
  const channels = new LRUCache<string, string>({ max: PERSONS });
  return {
    async channelOf(to) {
      if ('channelId' in to) return to.channelId;
      const known = channels.get(to.userId);
      if (known !== undefined) return known;
      const { channel } = await slack.conversations.open({ users: to.userId });
      if (channel?.id === undefined) throw new Error('conversations.open gave no channel');
      channels.set(to.userId, channel.id);
      return channel.id;
    },
    async post(channelId, { id, upTo }, { text, blocks }, threadTs) {
      const { ts } = await slack.chat.postMessage({
        channel: channelId,
        text,
        blocks,
        ...(threadTs ? { thread_ts: threadTs } : {}),
        unfurl_links: false,
        unfurl_media: false,
        metadata: { event_type: EVENT_TYPE, event_payload: { message_id: id, up_to: upTo } },
      });
      if (ts === undefined) throw new Error('chat.postMessage gave no ts');
      return ts;
    },
    async edit(channelId, ts, { text, blocks }) {
      await slack.chat.update({ channel: channelId, ts, text, blocks });
    },
    async find(channelId, id, { from, until }, threadTs) {
      const oldest = tsOf(from.getTime() - SKEW_MS);
      // Without an end, what was said since would stand in the way after a long hold.
      const latest = until ? { latest: tsOf(until.getTime() + SKEW_MS) } : {};
      const asked = { channel: channelId, oldest, ...latest, limit: PAGE, include_all_metadata: true };
      if (threadTs) {
        // History holds no replies (docs.slack.dev/reference/methods/conversations.history).
        const thread = { ...asked, ts: threadTs };
        const reply = await lookFor(id, (cursor) => slack.conversations.replies({ ...thread, ...cursor })).catch(
          ifThreadIsGone,
        );
        if (reply) return reply;
      }
      return lookFor(id, (cursor) => slack.conversations.history({ ...asked, ...cursor }));
    },
    async permalink(channelId, ts) {
      const { permalink } = await slack.chat.getPermalink({ channel: channelId, message_ts: ts });
      return permalink;
    },
    async pin(channelId, ts) {
      await slack.pins.add({ channel: channelId, timestamp: ts });
    },
    async unpin(channelId, ts) {
      await slack.pins.remove({ channel: channelId, timestamp: ts });
    },
    async remove(channelId, ts) {
      await slack.chat.delete({ channel: channelId, ts });
    },
  };
}

/** Slack's form of an instant: seconds, with six digits after the point. */
function tsOf(ms: number): string {
  return (ms / 1000).toFixed(6);
}

type Page = {
  readonly messages?: readonly { readonly ts?: string; readonly metadata?: unknown }[];
  readonly response_metadata?: { readonly next_cursor?: string };
};

async function lookFor(
  id: string,
  read: (cursor: { readonly cursor?: string }) => Promise<Page>,
): Promise<FoundMessage | undefined> {
  let cursor: string | undefined;
  for (let count = 0; count < PAGES; count++) {
    const page = await read(cursor ? { cursor } : {});
    for (const { ts, metadata } of page.messages ?? []) {
      const ours = metadataOfOurs.safeParse(metadata);
      const payload = ours.data?.event_payload;
      if (ts !== undefined && payload?.message_id === id) return { ts, upTo: payload.up_to };
    }
    cursor = page.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return undefined;
  }
  return undefined;
}

function ifThreadIsGone(error: unknown): undefined {
  if (!isThreadGone(error)) throw error;
}
