import { Avatar } from './Avatar.tsx';
import { Icon } from './Icon.tsx';
import { HOME } from './useSelection.ts';
import { useWorkspace } from './workspace.ts';

type Props = {
  readonly place: string;
  readonly unread: ReadonlySet<string>;
  readonly onGo: (place: string) => void;
};

export function Sidebar({ place, unread, onGo }: Props) {
  const { state } = useWorkspace();
  const channels = state.channels.filter(({ kind }) => kind !== 'im');
  const direct = state.channels.find(({ kind }) => kind === 'im');
  return (
    <nav className="sidebar" id="sidebar" aria-label="Workspace">
      <h2 className="team">{state.team}</h2>
      <h3 id="channels-heading">Channels</h3>
      <ul aria-labelledby="channels-heading">
        {channels.map(({ id, name, kind }) => (
          <Entry key={id} id={id} place={place} unread={unread.has(id)} onGo={onGo}>
            {kind === 'private' ? <Icon name="lock" /> : <span aria-hidden="true">#</span>} {name}
          </Entry>
        ))}
      </ul>
      <h3 id="apps-heading">Apps</h3>
      <ul aria-labelledby="apps-heading">
        <Entry id={HOME} place={place} unread={false} onGo={onGo}>
          <Avatar name={state.app.name} kind="app" small /> {state.app.name} home
        </Entry>
        {direct && (
          <Entry id={direct.id} place={place} unread={unread.has(direct.id)} onGo={onGo}>
            <Avatar name={state.app.name} kind="app" small /> Direct messages
          </Entry>
        )}
      </ul>
    </nav>
  );
}

type EntryProps = {
  readonly id: string;
  readonly place: string;
  readonly unread: boolean;
  readonly onGo: (place: string) => void;
  readonly children: React.ReactNode;
};

function Entry({ id, place, unread, onGo, children }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        className={unread ? 'entry unread' : 'entry'}
        aria-current={id === place ? 'page' : undefined}
        onClick={() => onGo(id)}
      >
        <span className="entry-name">{children}</span>
        {unread && <span className="badge">new</span>}
      </button>
    </li>
  );
}
