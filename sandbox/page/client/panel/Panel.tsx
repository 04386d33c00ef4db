import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Icon } from '../Icon.tsx';

export type PanelName = 'guide' | 'trouble' | 'requests';

const TITLES: Readonly<Record<PanelName, string>> = {
  guide: 'Your first minute',
  trouble: 'Trouble',
  requests: 'Requests',
};

type Props = {
  readonly name: PanelName;
  /** It was asked for, not there from the beginning. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** What stands beside the workspace and is no part of Slack. */
export function Panel({ name, takesFocus, onClose, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each panel
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [name]);
  return (
    <aside
      className={`panel ${name}`}
      aria-label={TITLES[name]}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {TITLES[name]}
        </h2>
        <button type="button" className="button icon" aria-label={`Close: ${TITLES[name]}`} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </aside>
  );
}
