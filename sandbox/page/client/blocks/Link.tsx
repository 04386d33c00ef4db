import type { MouseEvent, ReactNode } from 'react';
import { useWorkspace } from '../workspace.ts';

const SAFE = /^(https?|mailto|slack):/i;
/** A message of this workspace (docs.slack.dev/reference/methods/chat.getPermalink), which exists on this page alone. */
const MESSAGE = /^https:\/\/[\w-]+\.slack\.com\/archives\/(\w+)\/p\d+/;

/** What a press on a link does here: one to a message of the workspace shows its channel. */
export function useFollow(href: string): ((event: MouseEvent) => void) | undefined {
  const { channels, goTo } = useWorkspace();
  const channelId = MESSAGE.exec(href)?.[1];
  if (channelId === undefined || !channels.some(({ id }) => id === channelId)) return undefined;
  return (event) => {
    event.preventDefault();
    goTo(channelId);
  };
}

/** A link out of the sandbox; an address that could run something is shown as text. */
export function Link({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const follow = useFollow(href);
  if (!SAFE.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" onClick={follow}>
      {children}
    </a>
  );
}
