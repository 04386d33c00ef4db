import { useCallback, useMemo, useState } from 'react';
import { ChannelPane } from './ChannelPane.tsx';
import { ConfirmDialog, useConfirm } from './ConfirmDialog.tsx';
import type { Guide } from './guide.ts';
import { HomePane } from './HomePane.tsx';
import { InboxPane } from './InboxPane.tsx';
import { ModalDialog } from './ModalDialog.tsx';
import type { PanelName } from './panel/Panel.tsx';
import { Panel } from './panel/Panel.tsx';
import { RequestsPanel } from './panel/RequestsPanel.tsx';
import { TroublePanel } from './panel/TroublePanel.tsx';
import { Sidebar } from './Sidebar.tsx';
import { Toasts, useToasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { usePerform } from './usePerform.ts';
import { useSame } from './useSame.ts';
import { HOME, INBOX, useSelection } from './useSelection.ts';
import { useTheme } from './useTheme.ts';
import { useUnread } from './useUnread.ts';
import { useWorkspaceState } from './useWorkspaceState.ts';
import type { Workspace } from './workspace.ts';
import { NowContext, WorkspaceContext } from './workspace.ts';

type OpenPanel = { readonly name: PanelName; readonly asked: boolean };

const NO_GUIDE: Guide = { isOver: () => true, useGuide: () => () => null };

export function App({ guide = NO_GUIDE }: { readonly guide?: Guide }) {
  const [selection, select] = useSelection();
  const forget = useCallback(() => select({ as: '' }), [select]);
  const { state, receivedAt, connected, version } = useWorkspaceState(selection.as, forget);
  const { toasts, say, dismiss } = useToasts();
  const { question, confirm, answer } = useConfirm();
  const [theme, otherTheme] = useTheme();
  const [menuOpen, setMenuOpen] = useState(false);
  const [panel, setPanel] = useState<OpenPanel | undefined>(() =>
    guide.isOver() ? undefined : { name: 'guide', asked: false },
  );
  const drawGuide = guide.useGuide(state);
  const me = state?.me ?? selection.as;
  const perform = usePerform(me, say);

  const channel = state?.channels.find(({ id }) => id === selection.place) ?? state?.channels[0];
  const special = selection.place === HOME || selection.place === INBOX;
  const place = special ? selection.place : (channel?.id ?? '');
  const unread = useUnread(state, place);

  const known = useSame(
    state && {
      me: state.me,
      app: state.app,
      people: state.people,
      channels: state.channels.map(({ id, name, kind }) => ({ id, name, kind })),
      commands: state.commands,
      zone: state.people.find(({ id }) => id === state.me)?.tz ?? 'UTC',
    },
  );
  const goTo = useCallback(
    (next: string) => {
      select({ place: next });
      setMenuOpen(false);
    },
    [select],
  );
  const workspace = useMemo(
    (): Workspace | undefined => known && { ...known, theme, perform, confirm, say, goTo },
    [known, theme, perform, confirm, say, goTo],
  );

  if (!workspace || !state) {
    return <p className="waiting">{connected ? 'Opening the workspace …' : 'The sandbox does not answer.'}</p>;
  }

  const said = <Toasts toasts={toasts} onDismiss={dismiss} />;
  const open = (name: PanelName | undefined) => {
    setPanel(name && { name, asked: true });
    setMenuOpen(false);
  };
  const close = () => open(undefined);

  return (
    <WorkspaceContext value={workspace}>
      <NowContext value={state.now}>
        <div className="app">
          {!special && channel && (
            <a className="skip" href="#composer">
              Skip to the message field
            </a>
          )}
          <TopBar
            state={state}
            receivedAt={receivedAt}
            menuOpen={menuOpen}
            onMenu={() => setMenuOpen(!menuOpen)}
            onPerson={(as) => select({ as })}
            onTheme={otherTheme}
          />
          {!connected && (
            <p className="banner" role="alert">
              The sandbox does not answer. Start it again; this page finds it by itself.
            </p>
          )}
          <div className={menuOpen ? 'columns menu-open' : 'columns'}>
            <Sidebar
              state={state}
              place={place}
              unread={unread}
              onGo={goTo}
              hasGuide={guide !== NO_GUIDE}
              panel={panel?.name}
              onPanel={(name) => open(name === panel?.name ? undefined : name)}
            />
            <div className="stage">
              <main className="pane">
                {place === HOME ? (
                  <HomePane key={state.me} home={state.home} onMessages={goTo} />
                ) : place === INBOX ? (
                  <InboxPane mails={state.mails} />
                ) : channel ? (
                  <ChannelPane key={`${state.me} ${channel.id}`} channel={channel} />
                ) : (
                  <p className="empty">This person is in no channel.</p>
                )}
              </main>
              {panel && (
                <Panel name={panel.name} takesFocus={panel.asked} onClose={close}>
                  {panel.name === 'guide' && drawGuide({ onClose: close, onTrouble: () => open('trouble') })}
                  {panel.name === 'trouble' && <TroublePanel state={state} place={place} />}
                  {panel.name === 'requests' && <RequestsPanel version={version} />}
                </Panel>
              )}
            </div>
          </div>
          {/* Outside an open dialog everything is inert, so what there is to say has to be said inside it. */}
          {state.modal ? <ModalDialog view={state.modal}>{said}</ModalDialog> : said}
          {question && <ConfirmDialog question={question} onAnswer={answer} />}
        </div>
      </NowContext>
    </WorkspaceContext>
  );
}
