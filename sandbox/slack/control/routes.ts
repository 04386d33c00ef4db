import type { z } from 'zod';
import type { Where } from '../types.ts';
import { escaped } from '../workspace/messages.ts';
import { get, person, post, type Route } from './route.ts';
import * as schemas from './schemas.ts';
import { until } from './until.ts';
import { WORKSPACE } from './workspaceRoutes.ts';

const LOOK: readonly Route[] = [
  get('/control/state', 'People, channels and the time of the workspace', ({ standIn, clock }) => ({
    team: standIn.team,
    bot: standIn.bot,
    users: standIn.users,
    channels: standIn.channels,
    now: clock.now(),
    connections: standIn.socket.connections(),
  })),
  get(
    '/control/channels/:channelId/messages',
    'Messages, oldest first; `?as=U…` gives those that this person sees',
    ({ standIn }, { params: { channelId = '' }, query }) => {
      const as = query.get('as');
      return as === null ? standIn.messages(channelId) : standIn.person(as).sees(channelId);
    },
  ),
  get(
    '/control/people/:userId/view',
    'The modal on top, or null',
    ({ standIn }, { params: { userId = '' } }) => standIn.person(userId).topView() ?? null,
  ),
  get(
    '/control/people/:userId/home',
    'The Home that the app has published, or null',
    ({ standIn }, { params: { userId = '' } }) => standIn.home(userId) ?? null,
  ),
  get(
    '/control/people/:userId/details',
    'What the app showed of a Work Object, or null',
    ({ standIn }, { params: { userId = '' } }) => standIn.details(userId) ?? null,
  ),
  get(
    '/control/calls',
    'Calls of the app, oldest first; `?method=` gives those of one method',
    ({ standIn }, { query }) => standIn.calls.filter(({ method }) => (query.get('method') ?? method) === method),
  ),
  get(
    '/control/deliveries',
    'What was sent to the app, oldest first; `?kind=` gives one kind',
    ({ standIn }, { query }) => standIn.deliveries.filter(({ kind }) => (query.get('kind') ?? kind) === kind),
  ),
  post(
    '/control/until',
    'Waits for something, and gives it; 408 where it does not come',
    schemas.until,
    ({ standIn }, body) => until(standIn, body),
  ),
];

const PEOPLE: readonly Route[] = [
  person('command', 'Types a slash command', schemas.command, (who, { channelId, line }) =>
    who.command(channelId, line),
  ),
  person('act', 'Presses a button, or picks in a menu', schemas.act, (who, { where, actionId, value }) =>
    who.act(placed(where), actionId, value),
  ),
  person('submit', 'Fills in the modal on top by block_id, and submits it', schemas.submit, (who, { values }) =>
    who.submit(values),
  ),
  person('close', 'Closes the modal on top', schemas.nothing, (who) => who.closeView()),
  person('suggest', 'Types into a menu that asks the app', schemas.suggest, (who, given) =>
    who.suggest(given.viewId, given.blockId, given.actionId, given.typed),
  ),
  person('open-home', 'Opens the Home of the app', schemas.nothing, (who) => who.openHome()),
  person('open-details', 'Opens a Work Object of a message', schemas.details, (who, { channelId, ts, url }) =>
    who.openDetails(channelId, ts, url),
  ),
  person('shortcut', 'Picks a global shortcut', schemas.shortcut, (who, { callbackId }) => who.shortcut(callbackId)),
  person('message-shortcut', 'Picks a shortcut on a message', schemas.messageShortcut, (who, given) =>
    who.messageShortcut(given.callbackId, given.channelId, given.ts),
  ),
  person('say', 'Writes a message', schemas.say, ({ userId }, { channelId, text, threadTs }, standIn) =>
    // A person mentions somebody with `<@U…>`; every other bracket is a character.
    standIn.say(userId, channelId, escaped(text).replaceAll(/&lt;(@\w+)&gt;/g, '<$1>'), threadTs),
  ),
  person('react', 'Reacts to a message', schemas.reaction, ({ userId }, { channelId, ts, name }, standIn) =>
    standIn.react(userId, channelId, ts, name),
  ),
  person('unreact', 'Takes a reaction back', schemas.reaction, ({ userId }, { channelId, ts, name }, standIn) =>
    standIn.unreact(userId, channelId, ts, name),
  ),
];

function placed({ blockId, ...where }: z.infer<typeof schemas.act>['where']): Where {
  return { ...where, ...(blockId === undefined ? {} : { blockId }) };
}

export const ROUTES: readonly Route[] = [...LOOK, ...PEOPLE, ...WORKSPACE];
