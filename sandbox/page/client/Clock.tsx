import { useEffect, useState } from 'react';
import type { PageState } from '../pageState.ts';
import { Icon } from './Icon.tsx';
import { dayName, fullTime } from './time.ts';
import { useWorkspace } from './workspace.ts';

type Props = { readonly state: PageState; readonly receivedAt: number };

/** Sandbox time, and how to move it: forward only, for everybody. */
export function Clock({ state, receivedAt }: Props) {
  const { perform } = useWorkspace();
  const { nextDue } = state;
  const move = (to: 'hour' | 'morning' | 'day' | 'due') => void perform({ do: 'clock', move: to });
  return (
    <section className="clock" aria-label="Sandbox time">
      <Icon name="clock" />
      <Ticking now={state.now} receivedAt={receivedAt} />
      <span className="moves">
        <button type="button" onClick={() => move('hour')}>
          +1 hour
        </button>
        <button type="button" onClick={() => move('morning')}>
          Next 09:00
        </button>
        <button type="button" onClick={() => move('day')}>
          +1 day
        </button>
        <button
          type="button"
          aria-disabled={nextDue === undefined || undefined}
          title={nextDue ? `To ${dayName(nextDue)}, 09:00` : 'No pinned message names a date to come'}
          onClick={() => move('due')}
        >
          Next due date
        </button>
      </span>
    </section>
  );
}

function Ticking({ now, receivedAt }: { readonly now: string; readonly receivedAt: number }) {
  const { zone } = useWorkspace();
  const [tick, setTick] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const at = new Date(Date.parse(now) + Math.max(0, tick - receivedAt));
  return (
    <time dateTime={at.toISOString()} title={zone}>
      {fullTime(at, zone)} <span className="zone">{zone.split('/').at(-1)?.replaceAll('_', ' ')}</span>
    </time>
  );
}
