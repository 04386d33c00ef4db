import type { Guide } from '../../../page/client/guide.ts';
import { GuidePanel } from './GuidePanel.tsx';
import { isOver, useProgress } from './useProgress.ts';

/** Milepost's first minute, for the page to show. */
export const guide: Guide = {
  isOver,
  useGuide: (state) => {
    const progress = useProgress(state);
    return (buttons) => <GuidePanel progress={progress} {...buttons} />;
  },
};
