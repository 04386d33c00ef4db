import { Fragment, memo, useEffect, useMemo, useRef } from 'react';
import type { PageChannel, PageMessage } from '../../pageState.ts';
import { MessageItem } from './MessageItem.tsx';
import { dayKey, longDay, momentOf } from './time.ts';
import { useWorkspace } from './workspace.ts';

/** So near to the end, in pixels, that a new message is what one waits for. */
const NEAR_END = 160;
const NONE: readonly PageMessage[] = [];

export const MessageList = memo(function MessageList({ channel }: { readonly channel: PageChannel }) {
  const { zone } = useWorkspace();
  const list = useRef<HTMLElement>(null);
  const inside = useRef<HTMLDivElement>(null);
  const followsRef = useRef(true);

  // Messages off the screen have an estimated height only; the end moves as they are drawn, and as new ones come.
  useEffect(() => {
    const follow = () => {
      if (list.current && followsRef.current) list.current.scrollTop = list.current.scrollHeight;
    };
    follow();
    const observer = new ResizeObserver(follow);
    if (inside.current) observer.observe(inside.current);
    if (list.current) observer.observe(list.current);
    return () => observer.disconnect();
  }, []);

  const { tops, replies } = useMemo(() => threads(channel.messages), [channel.messages]);
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
      <div ref={inside}>
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
              <MessageItem
                channelId={channel.id}
                message={message}
                pinned={channel.pins.includes(message.ts)}
                replies={replies.get(message.ts) ?? NONE}
              />
            </Fragment>
          );
        })}
      </div>
    </section>
  );
});

function threads(messages: readonly PageMessage[]) {
  const present = new Set(messages.map(({ ts }) => ts));
  const replies = new Map<string, PageMessage[]>();
  const tops: PageMessage[] = [];
  for (const message of messages) {
    const parent = message.threadTs;
    if (parent === undefined || !present.has(parent)) tops.push(message);
    else replies.set(parent, [...(replies.get(parent) ?? []), message]);
  }
  return { tops, replies };
}
