import type { ReactNode } from 'react';
import type { PageState } from '../pageState.ts';
import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import type { PanelName } from './panel/Panel.tsx';
import { HOME, INBOX } from './useSelection.ts';
import { useWorkspace, type Workspace } from './workspace.ts';

type Props = {
  readonly state: PageState;
  readonly place: string;
  readonly unread: ReadonlySet<string>;
  readonly onGo: (place: string) => void;
  readonly hasGuide: boolean;
  readonly panel: PanelName | undefined;
  readonly onPanel: (panel: PanelName) => void;
};

export function Sidebar({ state, place, unread, onGo, hasGuide, panel, onPanel }: Props) {
  const channels = state.channels.filter(({ kind }) => kind !== 'im');
  const direct = state.channels.find(({ kind }) => kind === 'im');
  const troubles = state.troubles.length;
  const goTo = (id: string) => ({ current: id === place, isNew: unread.has(id), onPress: () => onGo(id) });
  const workspace = useWorkspace();
  const toOpen = (name: PanelName) => ({ opens: panel === name, onPress: () => onPanel(name) });
  return (
    <nav className="sidebar" id="sidebar" aria-label="Workspace">
      <h2 className="team">{state.team}</h2>
      <h3 id="channels-heading">Channels</h3>
      <ul aria-labelledby="channels-heading">
        {channels.map(({ id, name, kind, archived }) => (
          <Entry key={id} {...goTo(id)}>
            {kind === 'private' ? <Icon name="lock" /> : <span aria-hidden="true">{kind === 'mpim' ? '@' : '#'}</span>}{' '}
            {name}
            {archived && <small>archived</small>}
          </Entry>
        ))}
      </ul>
      <h3 id="apps-heading">Apps</h3>
      <ul aria-labelledby="apps-heading">
        <Entry {...goTo(HOME)}>
          <Avatar name={state.app.name} kind="app" small /> {state.app.name} home
        </Entry>
        {direct && (
          <Entry {...goTo(direct.id)}>
            <Avatar name={state.app.name} kind="app" small /> Direct messages
          </Entry>
        )}
      </ul>
      <h3 id="sandbox-heading">Sandbox</h3>
      <ul aria-labelledby="sandbox-heading">
        <Entry {...goTo(INBOX)} mark={state.mails.length > 0 ? String(state.mails.length) : undefined}>
          <Icon name="mail" /> Inbox
        </Entry>
        {hasGuide && (
          <Entry {...toOpen('guide')}>
            <Icon name="compass" /> First minute
          </Entry>
        )}
        <Entry {...toOpen('trouble')} mark={troubles > 0 ? `${troubles} on` : undefined}>
          <Icon name="bolt" /> Trouble
        </Entry>
        <Entry {...toOpen('requests')} mark={state.violations > 0 ? `${state.violations} broken` : undefined}>
          <Icon name="list" /> Requests
        </Entry>
        <Entry onPress={() => void startOver(workspace)}>
          <Icon name="again" /> Start over
        </Entry>
      </ul>
    </nav>
  );
}

const SURE = {
  title: { type: 'plain_text', text: 'Start over?' },
  text: {
    type: 'plain_text',
    text: 'Messages, projects and the clock are as at the beginning, in some seconds, for everybody who looks.',
  },
  confirm: { type: 'plain_text', text: 'Start over' },
  deny: { type: 'plain_text', text: 'Cancel' },
  style: 'danger',
};

async function startOver({ confirm, perform, say }: Workspace): Promise<void> {
  if (!(await confirm(SURE)) || !(await perform({ do: 'start over' }))) return;
  say('Starting over …');
}

type EntryProps = {
  readonly current?: boolean;
  readonly isNew?: boolean;
  /** For what opens beside the page: whether it is open. */
  readonly opens?: boolean;
  readonly mark?: string | undefined;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

function Entry({ current = false, isNew = false, opens, mark, onPress, children }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        className={isNew ? 'entry unread' : 'entry'}
        aria-current={current ? 'page' : undefined}
        aria-expanded={opens}
        onClick={onPress}
      >
        <span className="entry-name">{children}</span>
        {isNew && <span className="badge">new</span>}
        {mark && <span className="badge">{mark}</span>}
      </button>
    </li>
  );
}
