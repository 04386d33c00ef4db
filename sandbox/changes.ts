/** Told after everything that happens in the workspace, so that a page or a test can look again. */
export type Change = { readonly kind: string };

export type Changes = {
  tell(kind: string): void;
  on(listener: (change: Change) => void): () => void;
  until<T>(what: string, probe: () => T | undefined | false, timeoutMs?: number): Promise<T>;
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
    tell: (kind) => {
      for (const listener of listeners) listener({ kind });
    },
    on,
    until: <T>(what: string, probe: () => T | undefined | false, timeoutMs = PATIENCE_MS) =>
      new Promise<T>((resolve, reject) => {
        const end = (act: () => void) => {
          off();
          clearInterval(ticker);
          clearTimeout(deadline);
          waiting.delete(fail);
          act();
        };
        const fail = (reason: Error) => end(() => reject(reason));
        const look = () => {
          try {
            const found = probe();
            if (found !== undefined && found !== false) end(() => resolve(found));
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
