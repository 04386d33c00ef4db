import type { Message } from '../types.ts';

/** All messages by channel, so that neither a page nor a lookup walks through those of the others. */
export type MessageStore = {
  add(message: Message): void;
  remove(message: Message): void;
  at(channelId: string, ts: string): Message | undefined;
  /** Oldest first; a list once given does not change. */
  of(channelId: string): readonly Message[];
};

export function createMessageStore(): MessageStore {
  /** By ts within a channel; in the order of posting, which is that of ts. */
  const channels = new Map<string, Map<string, Message>>();
  const lists = new Map<string, readonly Message[]>();
  return {
    add: (message) => {
      const { channelId, ts } = message;
      const channel = channels.get(channelId) ?? new Map<string, Message>();
      channels.set(channelId, channel.set(ts, message));
      lists.delete(channelId);
    },
    remove: ({ channelId, ts }) => {
      channels.get(channelId)?.delete(ts);
      lists.delete(channelId);
    },
    at: (channelId, ts) => channels.get(channelId)?.get(ts),
    of: (channelId) => {
      const known = lists.get(channelId);
      if (known !== undefined) return known;
      const list = [...(channels.get(channelId)?.values() ?? [])];
      lists.set(channelId, list);
      return list;
    },
  };
}
