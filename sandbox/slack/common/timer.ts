/** Runs something after `ms`; the answer cancels it. A test passes its own and does not wait. */
export type Later = (ms: number, run: () => void) => () => void;

export const later: Later = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** A `Later` whose outstanding runs can all be cancelled at once. */
export function cancellable(later: Later): { readonly later: Later; readonly cancelAll: () => void } {
  const outstanding = new Set<() => void>();
  return {
    later: (ms, run) => {
      const cancel = later(ms, () => {
        outstanding.delete(cancel);
        run();
      });
      outstanding.add(cancel);
      return () => {
        outstanding.delete(cancel);
        cancel();
      };
    },
    cancelAll: () => {
      for (const cancel of outstanding) cancel();
      outstanding.clear();
    },
  };
}
