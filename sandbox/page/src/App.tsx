import { useMemo, useState } from 'react';
import { ChannelPane } from './ChannelPane.tsx';
import { ConfirmDialog, useConfirm } from './ConfirmDialog.tsx';
import { HomePane } from './HomePane.tsx';
import { ModalDialog } from './ModalDialog.tsx';
import { Sidebar } from './Sidebar.tsx';
import { Toasts, useToasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { TrafficPanel } from './TrafficPanel.tsx';
import { usePerform } from './usePerform.ts';
import { HOME, useSelection } from './useSelection.ts';
import { useUnread } from './useUnread.ts';
import { useWorkspaceState } from './useWorkspaceState.ts';
import type { Workspace } from './workspace.ts';
import { WorkspaceContext } from './workspace.ts';

export function App() {
  const [selection, select] = useSelection();
  const { state, receivedAt, connected, version } = useWorkspaceState(selection.as);
  const { toasts, say, dismiss } = useToasts();
  const { question, confirm, answer } = useConfirm();
  const [menuOpen, setMenuOpen] = useState(false);
  const perform = usePerform(state?.me ?? selection.as, say);

  const channel = state?.channels.find(({ id }) => id === selection.place) ?? state?.channels[0];
  const place = selection.place === HOME ? HOME : (channel?.id ?? '');
  const unread = useUnread(state, place);

  const workspace = useMemo((): Workspace | undefined => {
    if (!state) return undefined;
    const zone = state.people.find(({ id }) => id === state.me)?.tz ?? 'UTC';
    return { state, zone, perform, confirm, say };
  }, [state, perform, confirm, say]);

  if (!workspace || !state) {
    return <p className="waiting">{connected ? 'Opening the workspace …' : 'The sandbox does not answer.'}</p>;
  }

  const said = <Toasts toasts={toasts} onDismiss={dismiss} />;
  const goTo = (next: string) => {
    select({ place: next });
    setMenuOpen(false);
    if (next === HOME) void perform({ do: 'home' });
  };

  return (
    <WorkspaceContext value={workspace}>
      <div className="app">
        {place !== HOME && channel && (
          <a className="skip" href="#composer">
            Skip to the message field
          </a>
        )}
        <TopBar
          receivedAt={receivedAt}
          menuOpen={menuOpen}
          onMenu={() => setMenuOpen(!menuOpen)}
          onPerson={(as) => select({ as })}
        />
        {!connected && (
          <p className="banner" role="alert">
            The sandbox does not answer. Start it again with <code>npm run sandbox</code>.
          </p>
        )}
        <div className={menuOpen ? 'columns menu-open' : 'columns'}>
          <Sidebar place={place} unread={unread} onGo={goTo} />
          <main className="pane">
            {place === HOME ? (
              <HomePane key={`${state.me} home`} onMessages={goTo} />
            ) : channel ? (
              <ChannelPane key={`${state.me} ${channel.id}`} channel={channel} />
            ) : (
              <p className="empty">This person is in no channel.</p>
            )}
            <TrafficPanel version={version} />
          </main>
        </div>
        {/* Outside an open dialog everything is inert, so what there is to say has to be said inside it. */}
        {state.modal ? <ModalDialog view={state.modal}>{said}</ModalDialog> : said}
        {question && <ConfirmDialog question={question} onAnswer={answer} />}
      </div>
    </WorkspaceContext>
  );
}
