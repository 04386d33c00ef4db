import { createContext, useContext } from 'react';
import type { PageAction, PageCommand, PageHead, PageOutcome, PagePerson, PageState } from '../pageState.ts';
import type { Json } from './json.ts';

/**
 * What every part of the page may need: who is there, doing something, asking, saying. It changes seldom, so that a
 * new message does not draw the old ones again; what changes often is handed down to who shows it.
 */
export type Workspace = {
  readonly me: string;
  readonly app: PageState['app'];
  readonly people: readonly PagePerson[];
  readonly channels: readonly Pick<PageHead, 'id' | 'name' | 'kind'>[];
  readonly commands: readonly PageCommand[];
  /** Zone of the person chosen. */
  readonly zone: string;
  readonly theme: 'light' | 'dark';
  /** Undefined where it did not come to pass; the person has been told why. */
  readonly perform: (action: PageAction) => Promise<PageOutcome | undefined>;
  /** Asks what a Block Kit confirm object asks. */
  readonly confirm: (question: Json) => Promise<boolean>;
  readonly say: (words: string) => void;
  /** Shows a channel, or a direct message. */
  readonly goTo: (channelId: string) => void;
};

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('There is no workspace around this.');
  return workspace;
}

/** Sandbox time, ISO 8601, as of the last change. */
export const NowContext = createContext('');

export function useNow(): Date {
  return new Date(useContext(NowContext));
}

export type Author = { readonly name: string; readonly kind: 'person' | 'app' | 'slack' };

export function authorOf({ app, people }: Pick<Workspace, 'app' | 'people'>, userId: string): Author {
  if (userId === app.userId) return { name: app.name, kind: 'app' };
  if (userId === 'USLACKBOT') return { name: 'Slackbot', kind: 'slack' };
  return { name: people.find(({ id }) => id === userId)?.name ?? userId, kind: 'person' };
}
