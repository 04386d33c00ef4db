import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Shown } from '../../blocks/text.ts';
import type { Lane } from '../domain/outbox.ts';
import { isThreadGone } from './threads.ts';

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
  /** With `threadTs` as a reply to that message. */
  readonly post: (channelId: string, outboxId: string, shown: Shown, threadTs?: string) => Promise<string>;
  readonly edit: (channelId: string, ts: string, shown: Shown) => Promise<void>;
  /** The `ts` of the message that carries an outbox id, if Slack took it; replies to `threadTs` are looked at too. */
  readonly find: (
    channelId: string,
    outboxId: string,
    during: { readonly from: Date; readonly until?: Date | undefined },
    threadTs?: string,
  ) => Promise<string | undefined>;
  readonly permalink: (channelId: string, ts: string) => Promise<string | undefined>;
  readonly pin: (channelId: string, ts: string) => Promise<void>;
  readonly unpin: (channelId: string, ts: string) => Promise<void>;
  readonly remove: (channelId: string, ts: string) => Promise<void>;
};

export function messagesOn(slack: WebClient): Messages {
  return {
    async channelOf(to) {
      if ('channelId' in to) return to.channelId;
      const { channel } = await slack.conversations.open({ users: to.userId });
      if (channel?.id === undefined) throw new Error('conversations.open gave no channel');
      return channel.id;
    },
    async post(channelId, outboxId, { text, blocks }, threadTs) {
      const { ts } = await slack.chat.postMessage({
        channel: channelId,
        text,
        blocks,
        ...(threadTs ? { thread_ts: threadTs } : {}),
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
    async find(channelId, outboxId, { from, until }, threadTs) {
      const oldest = tsOf(from.getTime() - SKEW_MS);
      // Without an end, what was said since would stand in the way after a long hold.
      const latest = until ? { latest: tsOf(until.getTime() + SKEW_MS) } : {};
      const asked = { channel: channelId, oldest, ...latest, limit: PAGE, include_all_metadata: true };
      if (threadTs) {
        // History holds no replies (docs.slack.dev/reference/methods/conversations.history).
        const thread = { ...asked, ts: threadTs };
        const reply = await lookFor(outboxId, (cursor) => slack.conversations.replies({ ...thread, ...cursor })).catch(
          ifThreadIsGone,
        );
        if (reply) return reply;
      }
      return lookFor(outboxId, (cursor) => slack.conversations.history({ ...asked, ...cursor }));
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
  outboxId: string,
  read: (cursor: { readonly cursor?: string }) => Promise<Page>,
): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let count = 0; count < PAGES; count++) {
    const page = await read(cursor ? { cursor } : {});
    const found = page.messages?.find(({ metadata }) => {
      const ours = metadataOfOurs.safeParse(metadata);
      return ours.success && ours.data.event_payload.outbox_id === outboxId;
    });
    if (found?.ts) return found.ts;
    cursor = page.response_metadata?.next_cursor || undefined;
    if (cursor === undefined) return undefined;
  }
  return undefined;
}

function ifThreadIsGone(error: unknown): undefined {
  if (!isThreadGone(error)) throw error;
}
