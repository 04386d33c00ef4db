import type { PageState } from '../pageState.ts';
import { Clock } from './Clock.tsx';
import { Icon } from './Icon.tsx';
import { PersonSwitch } from './PersonSwitch.tsx';
import { useWorkspace } from './workspace.ts';

type Props = {
  readonly state: PageState;
  readonly receivedAt: number;
  readonly menuOpen: boolean;
  readonly onMenu: () => void;
  readonly onPerson: (id: string) => void;
  readonly onTheme: () => void;
};

/** Who one is and what time it is: the two things that Slack itself does not let one choose. */
export function TopBar({ state, receivedAt, menuOpen, onMenu, onPerson, onTheme }: Props) {
  const { zone, theme } = useWorkspace();
  return (
    <header className="topbar">
      <button type="button" className="menu-button" aria-expanded={menuOpen} aria-controls="sidebar" onClick={onMenu}>
        <Icon name="menu" /> <span className="menu-word">Menu</span>
      </button>
      <h1>
        {state.app.name} <span>sandbox</span>
      </h1>
      <Clock state={state} receivedAt={receivedAt} />
      <button
        type="button"
        className="theme-button"
        aria-label={theme === 'dark' ? 'Light colours' : 'Dark colours'}
        title={theme === 'dark' ? 'Light colours' : 'Dark colours'}
        onClick={onTheme}
      >
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <PersonSwitch onPerson={onPerson} />
      <span className="visually-hidden">Times are shown in {zone}.</span>
    </header>
  );
}
