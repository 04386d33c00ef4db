import type { PageMessage } from '../../pageState.ts';
import { Composer } from './Composer.tsx';
import { MessageItem } from './MessageItem.tsx';
import { useWorkspace } from './workspace.ts';

type Props = {
  readonly channelId: string;
  readonly parent: PageMessage;
  readonly replies: readonly PageMessage[];
};

export function Thread({ channelId, parent, replies }: Props) {
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
