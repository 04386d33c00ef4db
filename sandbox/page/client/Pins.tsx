import type { PageChannel } from '../pageState.ts';
import { Icon } from './Icon.tsx';
import { MessageBody } from './MessageBody.tsx';

/** Below this width an open pin would leave no room for the messages. */
const ROOMY = '(min-width: 900px) and (min-height: 700px)';

/** Pinned messages in full at the top of the channel, alive like the messages themselves. */
export function Pins({ channel }: { readonly channel: PageChannel }) {
  const pinned = channel.pins.flatMap((ts) => channel.messages.filter((message) => message.ts === ts));
  if (pinned.length === 0) return null;
  return (
    <details className="pins" open={matchMedia(ROOMY).matches}>
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
