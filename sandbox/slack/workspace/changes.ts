/** Told after everything that happens in the workspace, so that a page or a test can look again. */
export type Change = { readonly kind: string };

/** What is waited for, once it is there. It may be asked of a database: then one answer is awaited before the next look. */
export type Probe<T> = () => Absent | T | Promise<Absent | T>;
/** What is not there yet; a database says `null`. */
type Absent = undefined | null | false;

export type Changes = {
  notify(kind: string): void;
  on(listener: (change: Change) => void): () => void;
  until<T>(what: string, probe: Probe<T>, timeoutMs?: number): Promise<T>;
  close(): void;
};

/** Things a probe looks at may lie outside the stand-in (a database, say), which tells no change. */
const PROBE_EVERY_MS = 20;
/** Long enough for a machine that does something else as well; whoever waits in vain waits this long. */
const PATIENCE_MS = 15_000;

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  const waiting = new Set<(reason: Error) => void>();

  const on: Changes['on'] = (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  return {
    notify: (kind) => {
      for (const listener of listeners) listener({ kind });
    },
    on,
    until: <T>(what: string, probe: Probe<T>, timeoutMs = PATIENCE_MS) =>
      new Promise<T>((resolve, reject) => {
        const end = (act: () => void) => {
          off();
          clearInterval(ticker);
          clearTimeout(deadline);
          waiting.delete(fail);
          act();
        };
        const fail = (reason: Error) => end(() => reject(reason));
        let isLooking = false;
        const settle = (found: Absent | T) => {
          if (found !== undefined && found !== null && found !== false) end(() => resolve(found));
        };
        const look = () => {
          if (isLooking) return;
          try {
            const found = probe();
            if (!(found instanceof Promise)) return settle(found);
            isLooking = true;
            found.then(settle, fail).finally(() => {
              isLooking = false;
            });
          } catch (error) {
            fail(error instanceof Error ? error : new Error(String(error)));
          }
        };
        const off = on(look);
        const ticker = setInterval(look, PROBE_EVERY_MS);
        const deadline = setTimeout(() => fail(new Error(`waited ${timeoutMs} ms in vain for: ${what}`)), timeoutMs);
        waiting.add(fail);
        look();
      }),
    close: () => {
      for (const fail of waiting) fail(new Error('the stand-in was closed'));
      listeners.clear();
    },
  };
}
