import type { ChangeSet } from '../domain/changeSet.ts';
import type { Saved, Store } from '../domain/ports.ts';

/** The same store; each save is heard of, with what came of it. */
export function heardOnSave<S extends Pick<Store, 'save'>>(
  store: S,
  heard: (changeSet: ChangeSet, saved: Saved) => void,
): S {
  return {
    ...store,
    async save(changeSet) {
      const saved = await store.save(changeSet);
      heard(changeSet, saved);
      return saved;
    },
  };
}
