import type { PageChannel, PageHead, PageMessage, PagePatch, PageState } from '../pageState.ts';

/** The state after a patch. What did not change is the very same object, so that it need not be drawn again. */
export function patched(state: PageState | undefined, patch: PagePatch): PageState | undefined {
  if (patch.state) return patch.state;
  if (!state) return undefined;
  const heads = patch.heads ?? state.channels;
  const isSame = patch.heads === undefined && patch.messages === undefined;
  const channels = isSame ? state.channels : heads.map((head) => channelAfter(head, state, patch));
  const kept = Object.entries({ ...state, ...patch.rest }).filter(([, value]) => value !== null);
  return { ...(Object.fromEntries(kept) as PageState), channels };
}

function channelAfter(head: PageHead, state: PageState, { heads, messages = [] }: PagePatch): PageChannel {
  const before = state.channels.find(({ id }) => id === head.id);
  const change = messages.find(({ channelId }) => channelId === head.id);
  if (before && !change && heads === undefined) return before;
  const shown = before?.messages ?? [];
  return { ...head, messages: change ? messagesAfter(shown, change.changed, change.gone) : shown };
}

function messagesAfter(
  before: readonly PageMessage[],
  changed: readonly PageMessage[],
  gone: readonly string[],
): readonly PageMessage[] {
  const latest = new Map(before.map((message) => [message.ts, message]));
  for (const ts of gone) latest.delete(ts);
  for (const message of changed) latest.set(message.ts, message);
  return [...latest.values()].sort((one, other) => (one.ts < other.ts ? -1 : 1));
}
