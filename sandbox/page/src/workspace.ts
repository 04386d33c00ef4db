import { createContext, useContext } from 'react';
import type { PageDeed, PageOutcome, PageState } from '../../pageState.ts';
import type { Json } from './json.ts';

/** What every part of the page may need: the workspace, doing something in it, asking, saying. */
export type Workspace = {
  readonly state: PageState;
  /** Zone of the person chosen. */
  readonly zone: string;
  /** Undefined where it did not come to pass; the person has been told why. */
  readonly perform: (deed: PageDeed) => Promise<PageOutcome | undefined>;
  /** Asks what a Block Kit confirm object asks. */
  readonly confirm: (question: Json) => Promise<boolean>;
  readonly say: (words: string) => void;
};

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('There is no workspace around this.');
  return workspace;
}

export type Author = { readonly name: string; readonly kind: 'person' | 'app' | 'slack' };

export function authorOf(state: PageState, userId: string): Author {
  if (userId === state.app.userId) return { name: state.app.name, kind: 'app' };
  if (userId === 'USLACKBOT') return { name: 'Slackbot', kind: 'slack' };
  return { name: state.people.find(({ id }) => id === userId)?.name ?? userId, kind: 'person' };
}
