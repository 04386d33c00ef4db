import type { ReactNode } from 'react';
import type { PageState } from '../pageState.ts';

export type GuideButtons = { readonly onClose: () => void; readonly onTrouble: () => void };

/** A tour of the app in the workspace. The page knows where it stands, and nothing of what it says. */
export type Guide = {
  /** Whether this visitor finished or skipped the tour. */
  isOver(): boolean;
  /** A hook that follows the workspace, and gives what draws the tour. */
  useGuide(state: PageState | undefined): (buttons: GuideButtons) => ReactNode;
};
