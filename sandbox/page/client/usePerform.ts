import { useCallback } from 'react';
import type { PageAction, PageOutcome } from '../pageState.ts';
import { perform } from './api.ts';

/** Does things as one person; what goes wrong is said, in Slack's words where Slack has some. */
export function usePerform(as: string, say: (words: string) => void) {
  return useCallback(
    async (action: PageAction): Promise<PageOutcome | undefined> => {
      try {
        const outcome = await perform(as, action);
        // The modal that was submitted says it itself.
        if (outcome.trouble && action.do !== 'submit') say(outcome.trouble);
        return outcome;
      } catch (error) {
        say(error instanceof TypeError || !(error instanceof Error) ? 'The sandbox does not answer.' : error.message);
        return undefined;
      }
    },
    [as, say],
  );
}
