import type { WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import { oneLine } from '../../core/written.ts';

/** Someone as Slack knows them. */
export type SlackUser = {
  readonly userId: string;
  readonly teamId?: string | undefined;
  readonly name: string;
  /** Owner or admin of the workspace. */
  readonly isWorkspaceAdmin: boolean;
  readonly isDeactivated: boolean;
  readonly timeZone?: string | undefined;
};

/** Undefined where Slack does not say: unknown person, or no answer in time. */
export type Directory = {
  /** `isFresh`: asks Slack also where the person is remembered. */
  readonly find: (userId: string, isFresh?: boolean) => Promise<SlackUser | undefined>;
  /** Slack says that someone is not as they were: the next look asks it. */
  readonly forget: (userId: string) => void;
  /** Whether someone is in a channel; no, where Slack does not say. */
  readonly isIn: (channelId: string, userId: string) => Promise<boolean>;
};

/** Rights and names change seldom; asking anew this often keeps a deactivated person out soon enough. */
const FRESH_MS = 5 * 60_000;
/** More people than one instance meets in that time. */
const MOST = 5_000;

/** Who leaves a channel is seen to be out of it after this long; asked for admins alone. */
const ROOM_FRESH_MS = 60_000;
const MOST_ROOMS = 100;
/** A page of members, as large as Slack recommends, and as many pages as the channel of a project can fill. */
const PAGE = 200;
const MOST_PAGES = 5;

const members = z.object({
  members: z.array(z.string()),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Slack leaves out or sends `null` for what it does not know; one odd field must not cost the person. */
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const slackUser = z.object({
  id: z.string().min(1),
  team_id: text,
  name: text,
  real_name: text,
  deleted: flag,
  is_admin: flag,
  is_owner: flag,
  tz: text,
  profile: z.object({ display_name: text, real_name: text }).optional().catch(undefined),
});

/** Reads people with users.info and remembers them for a while. */
export function createDirectory(slack: WebClient, clock: Clock): Directory {
  const known = new LRUCache<string, Promise<SlackUser | undefined>>({
    max: MOST,
    ttl: FRESH_MS,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });
  const rooms = new LRUCache<string, Promise<ReadonlySet<string>>>({
    max: MOST_ROOMS,
    ttl: ROOM_FRESH_MS,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });
  return {
    find(userId, isFresh = false) {
      const remembered = isFresh ? undefined : known.get(userId);
      if (remembered) return remembered;
      const user = lookUp(slack, userId).catch(() => {
        known.delete(userId);
        return undefined;
      });
      known.set(userId, user);
      return user;
    },
    forget(userId) {
      known.delete(userId);
    },
    async isIn(channelId, userId) {
      const members = rooms.get(channelId) ?? membersOf(slack, channelId).catch(() => new Set<string>());
      rooms.set(channelId, members);
      return (await members).has(userId);
    },
  };
}

async function membersOf(slack: WebClient, channel: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = members.parse(await slack.conversations.members({ channel, limit: PAGE, cursor }));
    for (const userId of answer.members) found.add(userId);
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return found;
}

async function lookUp(slack: WebClient, userId: string): Promise<SlackUser> {
  return readUser((await slack.users.info({ user: userId })).user);
}

/** Someone as Slack writes them, in an answer or an event. Throws where it is nobody. */
export function readUser(written: unknown): SlackUser {
  const user = slackUser.parse(written);
  const { profile, real_name, name } = user;
  const names = [profile?.display_name, profile?.real_name, real_name, name].map((each) => oneLine(each ?? ''));
  return {
    userId: user.id,
    teamId: user.team_id,
    name: names.find((each) => each !== '') ?? user.id,
    isWorkspaceAdmin: user.is_admin === true || user.is_owner === true,
    isDeactivated: user.deleted === true,
    timeZone: user.tz,
  };
}
