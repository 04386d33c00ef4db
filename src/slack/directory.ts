import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';

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
export type Directory = { readonly find: (userId: string) => Promise<SlackUser | undefined> };

/** Rights and names change seldom; asking anew this often keeps a deactivated person out soon enough. */
const FRESH_MS = 5 * 60_000;
/** More people than one instance meets in that time; the oldest go first. */
const MOST = 5_000;

const profile = z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional();
const userInfo = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    name: z.string().optional(),
    real_name: z.string().optional(),
    deleted: z.boolean().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    tz: z.string().optional(),
    profile,
  }),
});

/** Reads people with users.info and remembers them for a while. */
export function createDirectory(slack: WebClient, clock: Clock): Directory {
  const known = new Map<string, { readonly until: number; readonly user: Promise<SlackUser | undefined> }>();
  return {
    find(userId) {
      const now = clock.now().getTime();
      const remembered = known.get(userId);
      if (remembered && remembered.until > now) return remembered.user;
      const user = lookUp(slack, userId).catch(() => {
        known.delete(userId);
        return undefined;
      });
      known.delete(userId);
      known.set(userId, { until: now + FRESH_MS, user });
      const oldest = known.keys().next().value;
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return user;
    },
  };
}

async function lookUp(slack: WebClient, userId: string): Promise<SlackUser> {
  const { user } = userInfo.parse(await slack.users.info({ user: userId }));
  return {
    userId: user.id,
    teamId: user.team_id,
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || user.id,
    isWorkspaceAdmin: user.is_admin === true || user.is_owner === true,
    isDeactivated: user.deleted === true,
    timeZone: user.tz,
  };
}
