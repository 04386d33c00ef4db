import type { PageChannel } from '../../pageState.ts';
import { Composer } from './Composer.tsx';
import { MessageList } from './MessageList.tsx';
import { Pins } from './Pins.tsx';
import { useWorkspace } from './workspace.ts';

export function ChannelPane({ channel }: { readonly channel: PageChannel }) {
  const { state, perform } = useWorkspace();
  const direct = channel.kind === 'im';
  const title = direct ? state.app.name : `#${channel.name}`;
  return (
    <>
      <div className="pane-head">
        <h2>{title}</h2>
        <span className="pane-note">
          {direct ? 'Direct messages with the app' : `${channel.memberCount} members`}
          {channel.archived && ' · archived'}
        </span>
      </div>
      <Pins channel={channel} />
      <MessageList channel={channel} />
      <Composer
        id="composer"
        label={direct ? `Message ${state.app.name}` : `Message #${channel.name}`}
        commands={state.commands}
        onSend={async (text) => {
          const outcome = text.startsWith('/')
            ? await perform({ do: 'command', channelId: channel.id, line: text })
            : await perform({ do: 'say', channelId: channel.id, text });
          return outcome !== undefined;
        }}
      />
    </>
  );
}
