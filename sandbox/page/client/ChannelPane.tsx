import type { PageChannel } from '../pageState.ts';
import { Composer } from './Composer.tsx';
import { MessageList } from './MessageList.tsx';
import { Pins } from './Pins.tsx';
import { useWorkspace } from './workspace.ts';

export function ChannelPane({ channel }: { readonly channel: PageChannel }) {
  const { app, commands, perform } = useWorkspace();
  const direct = channel.kind === 'im';
  const hasApp = direct || channel.hasApp;
  return (
    <>
      <div className="pane-head">
        <h2>{direct ? app.name : `#${channel.name}`}</h2>
        <span className="pane-note">
          {direct ? 'Direct messages with the app' : `${channel.memberCount} members`}
          {!hasApp && ` · ${app.name} is not in here`}
        </span>
      </div>
      <Pins channel={channel} />
      <MessageList channel={channel} />
      {channel.archived ? (
        <p className="archived">This channel is archived: it can be read, and nobody can write in it.</p>
      ) : (
        <Composer
          id="composer"
          label={direct ? `Message ${app.name}` : `Message #${channel.name}`}
          commands={commands}
          onSend={async (text) => {
            const outcome = text.startsWith('/')
              ? await perform({ do: 'command', channelId: channel.id, line: text })
              : await perform({ do: 'say', channelId: channel.id, text });
            return outcome !== undefined;
          }}
        />
      )}
    </>
  );
}
