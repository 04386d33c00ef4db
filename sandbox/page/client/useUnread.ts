import { useEffect, useState } from 'react';
import type { PageState } from '../pageState.ts';

/** Ids of the channels that hold something new for this person; what was there when the page was opened is old. */
export function useUnread(state: PageState | undefined, place: string): ReadonlySet<string> {
  const [opened, setOpened] = useState<string>();
  const [seen, setSeen] = useState<ReadonlyMap<string, string>>(new Map());

  useEffect(() => {
    if (state && opened === undefined) setOpened(newestOf(state.channels.flatMap((channel) => channel.messages)));
  }, [state, opened]);

  useEffect(() => {
    const channel = state?.channels.find(({ id }) => id === place);
    if (!state || !channel) return;
    const key = `${state.me} ${channel.id}`;
    const newest = newestOf(channel.messages);
    setSeen((before) => (before.get(key) === newest ? before : new Map(before).set(key, newest)));
  }, [state, place]);

  const unread = new Set<string>();
  for (const channel of state?.channels ?? []) {
    const last = channel.messages.at(-1);
    const read = seen.get(`${state?.me} ${channel.id}`) ?? opened ?? '9';
    if (last && channel.id !== place && last.userId !== state?.me && last.ts > read) unread.add(channel.id);
  }
  return unread;
}

function newestOf(messages: readonly { readonly ts: string }[]): string {
  return messages.reduce((newest, { ts }) => (ts > newest ? ts : newest), '');
}
