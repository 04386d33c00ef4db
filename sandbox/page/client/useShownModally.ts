import { useLayoutEffect, useRef } from 'react';

/** A dialog that is modal as long as it is there; the browser keeps the focus in it and gives it back afterwards. */
export function useShownModally() {
  const ref = useRef<HTMLDialogElement>(null);
  // Before the page is drawn, and before the dialog is taken out of it: a closed one gives the focus back, a lost one not.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const show = () => {
      if (dialog.isConnected && !dialog.open) dialog.showModal();
    };
    show();
    // A second Escape in a row closes a dialog without asking; only the one who shows it may take it away.
    dialog.addEventListener('close', show);
    return () => {
      dialog.removeEventListener('close', show);
      dialog.close();
    };
  }, []);
  return ref;
}
