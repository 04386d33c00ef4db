import { useEffect, useState } from 'react';
import type { PagePatch, PageState } from '../pageState.ts';
import { patched } from './patched.ts';

type Held = {
  readonly state?: PageState | undefined;
  /** When the state came, by this browser's clock: sandbox time runs on from there. */
  readonly receivedAt: number;
  readonly connected: boolean;
  /** Grows with every change in the workspace. */
  readonly version: number;
};

/** How often a sandbox that is away is asked again; the browser itself gives up on one that answered something else. */
const AGAIN_MS = 1_000;

/** The workspace as this person sees it, kept up to date by what the server says has changed. */
export function useWorkspaceState(as: string, onNobody: () => void): Held {
  const [held, setHeld] = useState<Held>({ receivedAt: 0, connected: true, version: 0 });

  useEffect(() => {
    let events: EventSource | undefined;
    let again: ReturnType<typeof setTimeout>;
    const leave = () => {
      clearTimeout(again);
      events?.close();
    };
    const listen = () => {
      leave();
      // A browser has six connections to a server: tabs that nobody looks at must not use them up.
      if (document.hidden) return;
      const stream = new EventSource(`/sandbox/stream${as ? `?as=${encodeURIComponent(as)}` : ''}`);
      events = stream;
      stream.addEventListener('changed', ({ data }: MessageEvent<string>) => {
        const patch = JSON.parse(data) as PagePatch;
        setHeld(({ state, version }) => ({
          state: patched(state, patch),
          receivedAt: Date.now(),
          connected: true,
          version: version + 1,
        }));
      });
      stream.addEventListener('error', () => {
        setHeld((before) => ({ ...before, connected: false }));
        if (stream.readyState !== EventSource.CLOSED) return;
        // A person who is not there (an old address), or a server that is something else for the moment.
        void fetch(`/sandbox/state?as=${encodeURIComponent(as)}`).then(
          ({ status }) => status === 404 && as && onNobody(),
          () => {},
        );
        again = setTimeout(listen, AGAIN_MS);
      });
    };
    listen();
    document.addEventListener('visibilitychange', listen);
    return () => {
      document.removeEventListener('visibilitychange', listen);
      leave();
    };
  }, [as, onNobody]);

  return held;
}
