import { act } from './person/act.ts';
import { command } from './person/command.ts';
import type { Desk } from './person/desk.ts';
import { submit } from './person/submit.ts';
import { closeView, openHome, suggest } from './person/views.ts';
import type { Person } from './types.ts';
import { stackOf, visibleTo } from './workspace.ts';

/** What one person does; errors are thrown in words where Slack's own client would not offer it. */
export function createPerson(desk: Desk): Person {
  const { workspace, userId } = desk;
  return {
    userId,
    command: async (channelId, line) => command(desk, channelId, line),
    act: (where, actionId, value) => act(desk, where, actionId, value),
    submit: (values) => submit(desk, values),
    closeView: () => closeView(desk),
    suggest: (viewId, blockId, actionId, typed) => suggest(desk, viewId, blockId, actionId, typed),
    openHome: () => openHome(desk),
    topView: () => stackOf(workspace, userId).at(-1),
    sees: (channelId) => visibleTo(workspace, userId, channelId),
  };
}
