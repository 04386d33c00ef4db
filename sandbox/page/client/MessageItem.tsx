import { memo, useState } from 'react';
import type { PageMessage } from '../pageState.ts';
import { Avatar } from './Avatar.tsx';
import { Composer } from './Composer.tsx';
import { Icon } from './Icon.tsx';
import { Json } from './JsonDetails.tsx';
import { MessageBody } from './MessageBody.tsx';
import { clockTime, fullTime, momentOf } from './time.ts';
import { authorOf, useWorkspace } from './workspace.ts';

type Props = {
  readonly channelId: string;
  readonly message: PageMessage;
  readonly pinned: boolean;
  /** Undefined for a message that is a reply itself. */
  readonly replies?: readonly PageMessage[];
};

/** Drawn again only when the message itself changed: there may be a thousand of them. */
export const MessageItem = memo(function MessageItem({ channelId, message, pinned, replies }: Props) {
  const workspace = useWorkspace();
  const { zone } = workspace;
  const [shown, setShown] = useState<'thread' | 'json'>();
  const toggle = (what: 'thread' | 'json') => setShown(shown === what ? undefined : what);
  const author = authorOf(workspace, message.userId);
  const at = momentOf(message.ts);
  const canReply = replies !== undefined && !message.onlyForMe;
  const count = replies?.length ?? 0;
  const classes = ['message', message.onlyForMe && 'only-for-me', pinned && 'pinned'].filter(Boolean).join(' ');
  return (
    <article className={classes} data-ts={message.ts} aria-label={`${author.name}, ${clockTime(at, zone)}`}>
      <Avatar name={author.name} kind={author.kind} />
      <div className="message-main">
        {message.onlyForMe && (
          <p className="message-mark">
            <Icon name="eye" /> Only visible to you
          </p>
        )}
        {pinned && (
          <p className="message-mark">
            <Icon name="pin" /> Pinned
          </p>
        )}
        <div className="message-head">
          <strong>{author.name}</strong>
          {author.kind === 'app' && <span className="app-badge">APP</span>}
          <time dateTime={at.toISOString()} title={fullTime(at, zone)}>
            {clockTime(at, zone)}
          </time>
          <span className="message-tools">
            {canReply && (
              <button type="button" aria-expanded={shown === 'thread'} onClick={() => toggle('thread')}>
                <Icon name="reply" /> Reply
              </button>
            )}
            {author.kind === 'app' && (
              <button type="button" aria-expanded={shown === 'json'} onClick={() => toggle('json')}>
                JSON
              </button>
            )}
          </span>
        </div>
        <MessageBody channelId={channelId} message={message} />
        {message.edited && <span className="edited">(edited)</span>}
        {shown === 'json' && <Json value={{ text: message.text, blocks: message.blocks }} />}
        {count > 0 && (
          <button
            type="button"
            className="thread-button"
            aria-expanded={shown === 'thread'}
            onClick={() => toggle('thread')}
          >
            {count === 1 ? '1 reply' : `${count} replies`}
          </button>
        )}
        {shown === 'thread' && replies && <Thread channelId={channelId} parent={message} replies={replies} />}
      </div>
    </article>
  );
});

type ThreadProps = {
  readonly channelId: string;
  readonly parent: PageMessage;
  readonly replies: readonly PageMessage[];
};

/** The replies, each drawn as any message is, and a field for another one. */
function Thread({ channelId, parent, replies }: ThreadProps) {
  const { perform } = useWorkspace();
  return (
    <section className="thread" aria-label="Thread">
      {replies.map((reply) => (
        <MessageItem key={reply.ts} channelId={channelId} message={reply} pinned={false} />
      ))}
      <Composer
        label="Reply in thread"
        onSend={async (text) => {
          const outcome = await perform({ do: 'say', channelId, text, threadTs: parent.ts });
          return outcome !== undefined;
        }}
      />
    </section>
  );
}
