import { useEffect, useId, useState } from 'react';
import { Icon } from './Icon.tsx';
import { fullTime } from './time.ts';
import { useWorkspace } from './workspace.ts';

const MOVES = [
  { move: 'hour', label: '+1 hour' },
  { move: 'morning', label: 'Next 09:00' },
  { move: 'day', label: '+1 day' },
] as const;

type Props = {
  readonly receivedAt: number;
  readonly menuOpen: boolean;
  readonly onMenu: () => void;
  readonly onPerson: (id: string) => void;
};

/** Who one is and what time it is: the two things that Slack itself does not let one choose. */
export function TopBar({ receivedAt, menuOpen, onMenu, onPerson }: Props) {
  const { state, zone, perform } = useWorkspace();
  const personId = useId();
  return (
    <header className="topbar">
      <button type="button" className="menu-button" aria-expanded={menuOpen} aria-controls="sidebar" onClick={onMenu}>
        <Icon name="menu" /> <span className="menu-word">Channels</span>
      </button>
      <h1>
        Milepost <span>sandbox</span>
      </h1>
      <section className="clock" aria-label="Sandbox time">
        <Icon name="clock" />
        <Clock receivedAt={receivedAt} />
        <span className="moves">
          {MOVES.map(({ move, label }) => (
            <button key={move} type="button" onClick={() => void perform({ do: 'clock', move })}>
              {label}
            </button>
          ))}
        </span>
      </section>
      <div className="whoami">
        <label htmlFor={personId}>You are</label>
        <select id={personId} value={state.me} onChange={(event) => onPerson(event.target.value)}>
          {state.people.map(({ id, name, note }) => (
            <option key={id} value={id}>
              {note ? `${name} (${note})` : name}
            </option>
          ))}
        </select>
      </div>
      <span className="visually-hidden">Times are shown in {zone}.</span>
    </header>
  );
}

function Clock({ receivedAt }: { readonly receivedAt: number }) {
  const { state, zone } = useWorkspace();
  const [tick, setTick] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const now = new Date(Date.parse(state.now) + Math.max(0, tick - receivedAt));
  return (
    <time dateTime={now.toISOString()} title={zone}>
      {fullTime(now, zone)} <span className="zone">{zone.split('/').at(-1)?.replaceAll('_', ' ')}</span>
    </time>
  );
}
