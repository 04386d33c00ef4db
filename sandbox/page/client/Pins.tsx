import type { PageChannel } from '../pageState.ts';
import { Icon } from './Icon.tsx';
import { MessageBody } from './MessageBody.tsx';

/** Whether someone had them open last, in this browser. */
const KEY = 'milepost-sandbox-pins';

/** Pinned messages at the top of the channel, closed as in Slack; open they are alive like the messages themselves. */
export function Pins({ channel }: { readonly channel: PageChannel }) {
  const pinned = channel.pins.flatMap((ts) => channel.messages.filter((message) => message.ts === ts));
  if (pinned.length === 0) return null;
  return (
    <details
      className="pins"
      open={localStorage.getItem(KEY) === 'open'}
      onToggle={(event) => localStorage.setItem(KEY, event.currentTarget.open ? 'open' : 'closed')}
    >
      <summary>
        <Icon name="pin" /> {pinned.length === 1 ? '1 pinned message' : `${pinned.length} pinned messages`}
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls, and has to by keyboard too */}
      <section className="pins-body" aria-label="Pinned messages" tabIndex={0}>
        {pinned.map((message) => (
          <MessageBody key={message.ts} channelId={channel.id} message={message} />
        ))}
      </section>
    </details>
  );
}
