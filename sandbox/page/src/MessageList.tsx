import { Fragment, useEffect, useRef } from 'react';
import type { PageChannel, PageMessage } from '../../pageState.ts';
import { MessageItem } from './MessageItem.tsx';
import { Thread } from './Thread.tsx';
import { dayKey, longDay, momentOf } from './time.ts';
import { useWorkspace } from './workspace.ts';

/** So near to the end, in pixels, that a new message is what one waits for. */
const NEAR_END = 160;

export function MessageList({ channel }: { readonly channel: PageChannel }) {
  const { zone } = useWorkspace();
  const list = useRef<HTMLElement>(null);
  const followsRef = useRef(true);
  const newest = channel.messages.at(-1)?.ts;

  // biome-ignore lint/correctness/useExhaustiveDependencies: to be done again for every new message
  useEffect(() => {
    if (list.current && followsRef.current) list.current.scrollTop = list.current.scrollHeight;
  }, [newest]);

  const { tops, replies } = threads(channel.messages);
  return (
    <section
      ref={list}
      className="messages"
      role="log"
      aria-label={`Messages in ${channel.kind === 'im' ? 'the direct messages' : channel.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        followsRef.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
    >
      {tops.length === 0 && <p className="empty">Nothing here yet.</p>}
      {tops.map((message, index) => {
        const at = momentOf(message.ts);
        const before = tops[index - 1];
        const newDay = !before || dayKey(momentOf(before.ts), zone) !== dayKey(at, zone);
        return (
          <Fragment key={message.ts}>
            {newDay && (
              <p className="day">
                <span>{longDay(at, zone)}</span>
              </p>
            )}
            <MessageItem channelId={channel.id} message={message} pinned={channel.pins.includes(message.ts)}>
              <Thread channelId={channel.id} parent={message} replies={replies.get(message.ts) ?? []} />
            </MessageItem>
          </Fragment>
        );
      })}
    </section>
  );
}

function threads(messages: readonly PageMessage[]) {
  const present = new Set(messages.map(({ ts }) => ts));
  const replies = new Map<string, PageMessage[]>();
  const tops: PageMessage[] = [];
  for (const message of messages) {
    const parent = message.threadTs;
    if (parent !== undefined && present.has(parent)) replies.set(parent, [...(replies.get(parent) ?? []), message]);
    else tops.push(message);
  }
  return { tops, replies };
}
