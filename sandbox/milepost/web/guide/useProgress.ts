import { useEffect, useState } from 'react';
import type { PageState } from '../../../page/pageState.ts';
import type { Progress } from './guide.ts';
import { advanced, beginning, skipped } from './guide.ts';

const KEY = 'milepost-sandbox-guide';

function kept(): Progress | undefined {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Progress | null;
    return typeof value?.step === 'number' && typeof value.since?.at === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

export type GuideProgress = {
  readonly step: number;
  readonly ended: boolean;
  skipStep(): void;
  skipAll(): void;
  restart(): void;
};

/** How far someone is in the first minute; remembered in this browser. */
export function useProgress(state: PageState | undefined): GuideProgress {
  const [progress, setProgress] = useState<Progress | undefined>(kept);

  useEffect(() => {
    if (state) setProgress((before) => (before ? advanced(before, state) : advanced(beginning(state), state)));
  }, [state]);

  useEffect(() => {
    if (progress) localStorage.setItem(KEY, JSON.stringify(progress));
  }, [progress]);

  return {
    step: progress?.step ?? 0,
    ended: progress?.ended ?? false,
    skipStep: () => {
      if (progress && state) setProgress(skipped(progress, state));
    },
    skipAll: () => {
      if (progress) setProgress({ ...progress, ended: true });
    },
    restart: () => {
      if (state) setProgress(beginning(state));
    },
  };
}

/** Whether the visitor of this browser finished or skipped the first minute. */
export function isOver(): boolean {
  return kept()?.ended ?? false;
}
