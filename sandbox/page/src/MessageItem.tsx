import type { ReactNode } from 'react';
import type { PageMessage } from '../../pageState.ts';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { JsonDetails } from './JsonDetails.tsx';
import { MessageBody } from './MessageBody.tsx';
import { clockTime, fullTime, momentOf } from './time.ts';
import { authorOf, useWorkspace } from './workspace.ts';

type Props = {
  readonly channelId: string;
  readonly message: PageMessage;
  readonly pinned: boolean;
  readonly children?: ReactNode;
};

export function MessageItem({ channelId, message, pinned, children }: Props) {
  const { state, zone } = useWorkspace();
  const author = authorOf(state, message.userId);
  const at = momentOf(message.ts);
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
        </div>
        <MessageBody channelId={channelId} message={message} />
        {message.edited && <span className="edited">(edited)</span>}
        {message.blocks.length > 0 && (
          <JsonDetails summary="Block Kit JSON" value={{ text: message.text, blocks: message.blocks }} />
        )}
        {children}
      </div>
    </article>
  );
}
