import { isYes, text } from '../common/json.ts';
import type { User } from '../types.ts';
import { userShape } from '../workspace/shapes.ts';
import { SLACKBOT, userById } from '../workspace/workspace.ts';
import type { Method } from './method.ts';
import { page } from './paging.ts';
import { isRefusal, refusal } from './refusal.ts';

/** docs.slack.dev/reference/methods/users.info */
const info: Method = ({ workspace, args }) => {
  const user = userById(workspace, text(args.user) ?? '');
  if (user === undefined) return refusal('user_not_found');
  return { ok: true, user: userShape(workspace, user, isYes(args.include_locale)) };
};

/** docs.slack.dev/reference/methods/users.list: deactivated people, bots and Slackbot are in it. */
const list: Method = ({ workspace, args }) => {
  const slackbot: User = {
    id: SLACKBOT,
    teamId: workspace.team.id,
    name: 'slackbot',
    realName: 'Slackbot',
    displayName: 'Slackbot',
    tz: 'America/Los_Angeles',
    locale: 'en-US',
    isAdmin: false,
    isOwner: false,
    // Slack itself says so.
    isBot: false,
    deleted: false,
  };
  const found = page([...workspace.users, slackbot], args);
  if (isRefusal(found)) return found;
  return {
    ok: true,
    members: found.items.map((user) => userShape(workspace, user, isYes(args.include_locale))),
    cache_ts: Math.floor(workspace.now().getTime() / 1000),
    response_metadata: { next_cursor: found.nextCursor },
  };
};

/** docs.slack.dev/reference/methods/users.lookupByEmail */
const lookupByEmail: Method = ({ workspace, args }) => {
  const email = text(args.email)?.toLowerCase();
  const user = workspace.users.find((other) => !other.deleted && other.email?.toLowerCase() === email);
  if (email === undefined || user === undefined) return refusal('users_not_found');
  return { ok: true, user: userShape(workspace, user) };
};

export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': info,
  'users.list': list,
  'users.lookupByEmail': lookupByEmail,
};
