import type { ChangeSet } from './changeSet.ts';
import type { Saved, Store } from './store.ts';

/** The same store; each save is heard of before it begins, and with what came of it. */
export function withSaveHooks<S extends Pick<Store, 'save'>>(
  store: S,
  heard: { readonly begins: () => void; readonly ended: (changeSet: ChangeSet, saved: Saved) => void },
): S {
  return {
    ...store,
    async save(changeSet) {
      heard.begins();
      const saved = await store.save(changeSet);
      heard.ended(changeSet, saved);
      return saved;
    },
  };
}
