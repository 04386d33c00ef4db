import { useEffect, useState } from 'react';
import type { PageState } from '../../pageState.ts';
import { fetchState } from './api.ts';

type Held = {
  readonly state?: PageState;
  /** When the state came, by this browser's clock: sandbox time runs on from there. */
  readonly receivedAt: number;
  readonly connected: boolean;
  /** Grows with every change in the workspace. */
  readonly version: number;
};

/** The workspace as this person sees it, looked at again whenever the server says that something changed. */
export function useWorkspaceState(as: string): Held {
  const [held, setHeld] = useState<Held>({ receivedAt: 0, connected: true, version: 0 });

  useEffect(() => {
    let current = true;
    let asked = 0;
    const look = async () => {
      asked += 1;
      const mine = asked;
      // A person who is not there (an old address): the first one will do.
      const state = await fetchState(as).catch(() => fetchState('').catch(() => undefined));
      if (!current || mine !== asked) return;
      setHeld((before) => ({
        ...before,
        ...(state ? { state, receivedAt: Date.now() } : {}),
        connected: state !== undefined,
        version: before.version + 1,
      }));
    };
    void look();
    const events = new EventSource('/sandbox/stream');
    events.addEventListener('changed', () => void look());
    events.addEventListener('error', () => setHeld((before) => ({ ...before, connected: false })));
    return () => {
      current = false;
      events.close();
    };
  }, [as]);

  return held;
}
