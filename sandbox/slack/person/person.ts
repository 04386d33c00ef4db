import type { Person } from '../types.ts';
import { stackOf, visibleTo } from '../workspace/workspace.ts';
import { act } from './act.ts';
import { command } from './command.ts';
import type { PersonContext } from './context.ts';
import { openDetails } from './openDetails.ts';
import { messageShortcut, shortcut } from './shortcut.ts';
import { submit } from './submit.ts';
import { closeView, openHome, suggest } from './views.ts';

/** What one person does; errors are thrown in words where Slack's own client would not offer it. */
export function createPerson(context: PersonContext): Person {
  const { workspace, userId } = context;
  return {
    userId,
    command: async (channelId, line) => command(context, channelId, line),
    act: (where, actionId, value) => act(context, where, actionId, value),
    submit: (values) => submit(context, values),
    closeView: () => closeView(context),
    suggest: (viewId, blockId, actionId, typed) => suggest(context, viewId, blockId, actionId, typed),
    openHome: () => openHome(context),
    openDetails: (channelId, ts, url) => openDetails(context, channelId, ts, url),
    shortcut: (callbackId) => shortcut(context, callbackId),
    messageShortcut: (callbackId, channelId, ts) => messageShortcut(context, callbackId, channelId, ts),
    topView: () => stackOf(workspace, userId).at(-1),
    sees: (channelId) => visibleTo(workspace, userId, channelId),
  };
}
