import { useEffect, useState, useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const KEY = 'sandbox-theme';
const DARK = '(prefers-color-scheme: dark)';

function onSystem(listener: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function kept(): Theme | undefined {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : undefined;
}

/** Light or dark as the system says, until someone says otherwise; remembered in this browser. */
export function useTheme(): readonly [Theme, () => void] {
  const system: Theme = useSyncExternalStore(onSystem, () => matchMedia(DARK).matches) ? 'dark' : 'light';
  const [chosen, setChosen] = useState(kept);
  const theme = chosen ?? system;

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  const other = () => {
    const next = theme === 'dark' ? 'light' : 'dark';
    localStorage.setItem(KEY, next);
    setChosen(next);
  };
  return [theme, other];
}
