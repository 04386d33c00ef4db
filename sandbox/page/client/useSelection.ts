import { useCallback, useState } from 'react';

/** Whom the page shows the workspace as, and where in it; kept in the address, so that two windows can be two people. */
export type Selection = { readonly as: string; readonly place: string };

/** The app's Home, among the ids of channels. */
export const HOME = 'home';
/** The e-mails, likewise. */
export const INBOX = 'inbox';

function fromAddress(): Selection {
  const query = new URLSearchParams(location.search);
  return { as: query.get('as') ?? '', place: query.get('in') ?? '' };
}

export function useSelection(): readonly [Selection, (change: Partial<Selection>) => void] {
  const [selection, setSelection] = useState(fromAddress);
  const select = useCallback((change: Partial<Selection>) => {
    setSelection((before) => {
      const after = { ...before, ...change };
      const query = new URLSearchParams();
      if (after.as) query.set('as', after.as);
      if (after.place) query.set('in', after.place);
      history.replaceState(null, '', `?${query}`);
      return after;
    });
  }, []);
  return [selection, select];
}
