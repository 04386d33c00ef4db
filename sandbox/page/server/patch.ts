import type { PagePatch, PageState } from '../pageState.ts';

/** What one page was sent, each part as the text it went out as. */
export type Sent = ReadonlyMap<string, string>;

/** What has changed since `sent`; everything where nothing was sent yet. The time goes along with every patch. */
export function patchSince(
  sent: Sent | undefined,
  state: PageState,
): { readonly patch: PagePatch; readonly sent: Sent } {
  const now = partsOf(state);
  if (!sent) return { patch: { state }, sent: now };
  const isNew = (key: string) => now.get(key) !== sent.get(key);
  const { channels, ...rest } = state;
  const names = [...new Set([...namesOf(sent), ...namesOf(now)])].filter((name) => isNew(`rest ${name}`));
  const messages = channels.flatMap(({ id, messages: shown }) => {
    const changed = shown.filter(({ ts }) => isNew(messageKey(id, ts)));
    const gone = tsOf(sent, id).filter((ts) => !now.has(messageKey(id, ts)));
    return changed.length + gone.length > 0 ? [{ channelId: id, changed, gone }] : [];
  });
  const patch: PagePatch = {
    rest: {
      now: rest.now,
      ...Object.fromEntries(names.map((name) => [name, rest[name as keyof typeof rest] ?? null])),
    },
    ...(isNew('heads') && { heads: channels.map(({ messages: _, ...head }) => head) }),
    ...(messages.length > 0 && { messages }),
  };
  return { patch, sent: now };
}

function partsOf({ channels, now: _, ...rest }: PageState): Sent {
  const parts = new Map<string, string>();
  for (const [name, value] of Object.entries(rest)) parts.set(`rest ${name}`, JSON.stringify(value));
  parts.set('heads', JSON.stringify(channels.map(({ messages: _messages, ...head }) => head)));
  for (const { id, messages } of channels) {
    for (const message of messages) parts.set(messageKey(id, message.ts), JSON.stringify(message));
  }
  return parts;
}

function messageKey(channelId: string, ts: string): string {
  return `message ${channelId} ${ts}`;
}

function tsOf(sent: Sent, channelId: string): readonly string[] {
  const start = messageKey(channelId, '');
  return [...sent.keys()].filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}

function namesOf(sent: Sent): readonly string[] {
  return [...sent.keys()].filter((key) => key.startsWith('rest ')).map((key) => key.slice('rest '.length));
}
