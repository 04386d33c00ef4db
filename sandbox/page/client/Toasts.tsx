import { useCallback, useState } from 'react';
import { Icon } from './Icon.tsx';

const SHOWN_MS = 12_000;

export type Toast = { readonly key: number; readonly words: string };

export function useToasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = useCallback((key: number) => setToasts((before) => before.filter((toast) => toast.key !== key)), []);
  const say = useCallback(
    (words: string) => {
      const key = performance.now();
      setToasts((before) => [...before.filter((toast) => toast.words !== words), { key, words }]);
      setTimeout(() => dismiss(key), SHOWN_MS);
    },
    [dismiss],
  );
  return { toasts, say, dismiss };
}

type Props = { readonly toasts: readonly Toast[]; readonly onDismiss: (key: number) => void };

/** In the top layer, since a modal dialog would hide anything that is not. */
export function Toasts({ toasts, onDismiss }: Props) {
  const show = (element: HTMLElement | null) => {
    if (!element) return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (toasts.length > 0) element.showPopover();
  };
  return (
    <div className="toasts" popover="manual" ref={show} role="alert">
      {toasts.map(({ key, words }) => (
        <div className="toast" key={key}>
          <span>{words}</span>
          <button type="button" aria-label="Dismiss" onClick={() => onDismiss(key)}>
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
