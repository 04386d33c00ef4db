import type { z } from 'zod';
import type { StandIn } from '../standIn.ts';
import type { Fault, User } from '../types.ts';
import { get, post, type Route } from './route.ts';
import * as schemas from './schemas.ts';

/** What happens in the workspace without a person of it, what goes wrong, and what time it is. */
export const WORKSPACE: readonly Route[] = [
  post('/control/users', 'Adds a person', schemas.user, ({ standIn }, user) => standIn.addUser(userOf(standIn, user))),
  post('/control/users/update', 'Changes a person', schemas.changedUser, ({ standIn }, { userId, changes }) =>
    standIn.updateUser(userId, given(changes)),
  ),
  post('/control/channels', 'Adds a channel', schemas.channel, ({ standIn }, channel) => standIn.addChannel(channel)),
  post('/control/invite', 'Adds somebody, or the app, to a channel', schemas.membership, ({ standIn }, body) =>
    standIn.invite(body.channelId, body.userId),
  ),
  post('/control/leave', 'Somebody leaves a channel', schemas.membership, ({ standIn }, { channelId, userId }) =>
    standIn.leave(channelId, userId),
  ),
  post('/control/remove-app', 'Takes the app out of a channel', schemas.channelOnly, ({ standIn }, { channelId }) =>
    standIn.removeBot(channelId),
  ),
  post('/control/rename', 'Renames a channel', schemas.rename, ({ standIn }, { channelId, name }) =>
    standIn.rename(channelId, name),
  ),
  post('/control/archive', 'Archives a channel', schemas.archive, ({ standIn }, { channelId, byUserId }) =>
    standIn.archive(channelId, byUserId),
  ),
  post('/control/unarchive', 'Unarchives a channel', schemas.archive, ({ standIn }, { channelId, byUserId }) =>
    standIn.unarchive(channelId, byUserId),
  ),
  post('/control/delete-message', 'Deletes a message, as an admin may', schemas.message, ({ standIn }, body) =>
    standIn.deleteMessage(body.channelId, body.ts),
  ),
  post('/control/events', 'Sends the app any event', schemas.event, ({ standIn }, { event }) => standIn.event(event)),
  post('/control/app', 'Names the address that requests are sent to', schemas.app, ({ standIn }, { url }) =>
    standIn.deliverTo(url),
  ),
  post('/control/uninstall', 'Removes the app: all its tokens end', schemas.nothing, ({ standIn }) =>
    standIn.uninstall(),
  ),
  post('/control/faults', 'Lets calls go wrong', schemas.fault, ({ standIn }, fault) => standIn.fault(faultOf(fault))),
  {
    method: 'DELETE',
    path: '/control/faults',
    does: 'Lets all calls go right again',
    body: schemas.nothing,
    run: ({ standIn }) => standIn.clearFaults(),
  },
  get('/control/clock', 'The time of the workspace', ({ clock }) => ({ now: clock.now() })),
  post('/control/clock', 'Moves the time of the workspace forward', schemas.advance, ({ clock }, { ms }) => {
    clock.advance(ms);
    return { now: clock.now() };
  }),
];

export function userOf({ team }: Pick<StandIn, 'team'>, user: z.infer<typeof schemas.user>): User {
  const { name, realName = name, displayName = name, teamId = team.id, email, ...rest } = user;
  return { ...rest, name, realName, displayName, teamId, ...(email === undefined ? {} : { email }) };
}

type UserChanges = Parameters<StandIn['updateUser']>[1];

/** Without what is undefined, which would take something away. */
function given(changes: z.infer<typeof schemas.changedUser>['changes']): UserChanges {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function faultOf({ channel, ...fault }: z.infer<typeof schemas.fault>): Fault {
  return { ...fault, ...(channel === undefined ? {} : { channel }) };
}
