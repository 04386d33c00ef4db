import { Fragment, memo, useEffect, useMemo, useRef } from 'react';
import type { PageChannel, PageMessage } from '../pageState.ts';
import { MessageItem } from './MessageItem.tsx';
import { dayKey, longDay, momentOf } from './time.ts';
import { useWorkspace } from './workspace.ts';

/** So near to the end, in pixels, that a new message is what one waits for. */
const NEAR_END = 160;
const GROUP = 20;
const NONE: readonly PageMessage[] = [];

export const MessageList = memo(function MessageList({ channel }: { readonly channel: PageChannel }) {
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

  const { groups, replies } = useMemo(() => arranged(channel.messages), [channel.messages]);
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
        {groups.length === 0 && <p className="empty">Nothing here yet.</p>}
        {groups.map((messages, index) => (
          <Group
            key={messages[0]?.ts}
            channelId={channel.id}
            messages={messages}
            before={groups[index - 1]?.at(-1)?.ts}
            pins={channel.pins}
            replies={replies}
          />
        ))}
      </div>
    </section>
  );
});

type GroupProps = {
  readonly channelId: string;
  readonly messages: readonly PageMessage[];
  /** Of the message above the first one. */
  readonly before: string | undefined;
  readonly pins: readonly string[];
  readonly replies: ReadonlyMap<string, readonly PageMessage[]>;
};

/** Some messages that the browser leaves undrawn together while they are off the screen. */
const Group = memo(function Group({ channelId, messages, before, pins, replies }: GroupProps) {
  const { zone } = useWorkspace();
  return (
    <div className="message-group">
      {messages.map((message, index) => {
        const at = momentOf(message.ts);
        const last = index === 0 ? before : messages[index - 1]?.ts;
        const newDay = last === undefined || dayKey(momentOf(last), zone) !== dayKey(at, zone);
        return (
          <Fragment key={message.ts}>
            {newDay && (
              <p className="day">
                <span>{longDay(at, zone)}</span>
              </p>
            )}
            <MessageItem
              channelId={channelId}
              message={message}
              pinned={pins.includes(message.ts)}
              replies={replies.get(message.ts) ?? NONE}
            />
          </Fragment>
        );
      })}
    </div>
  );
}, isSameGroup);

function isSameGroup(one: GroupProps, other: GroupProps): boolean {
  return (
    one.channelId === other.channelId &&
    one.before === other.before &&
    one.pins === other.pins &&
    one.messages.length === other.messages.length &&
    one.messages.every(
      (message, index) =>
        message === other.messages[index] &&
        one.replies.get(message.ts)?.length === other.replies.get(message.ts)?.length,
    )
  );
}

/** Messages that stand for themselves, in groups, and the replies to each. */
function arranged(messages: readonly PageMessage[]) {
  const { tops, replies } = threads(messages);
  const groups: PageMessage[][] = [];
  for (let first = 0; first < tops.length; first += GROUP) groups.push(tops.slice(first, first + GROUP));
  return { groups, replies };
}

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
