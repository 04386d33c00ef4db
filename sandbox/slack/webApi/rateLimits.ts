import { text } from '../common/json.ts';
import type { Json } from '../types.ts';

/** Calls per minute by tier: docs.slack.dev/apis/web-api/rate-limits; the tier of each method: its own page. */
const TIER_1 = 1;
const TIER_2 = 20;
const TIER_3 = 50;
const TIER_4 = 100;

const PER_MINUTE: Readonly<Record<string, number>> = {
  'apps.connections.open': TIER_3,
  'bookmarks.add': TIER_2,
  'bookmarks.list': TIER_3,
  'chat.delete': TIER_3,
  'chat.postEphemeral': TIER_4,
  'chat.unfurl': TIER_3,
  'chat.update': TIER_3,
  'entity.presentDetails': TIER_3,
  'conversations.archive': TIER_2,
  'conversations.create': TIER_2,
  'conversations.history': TIER_3,
  'conversations.info': TIER_3,
  'conversations.invite': TIER_3,
  'conversations.join': TIER_3,
  'conversations.kick': TIER_3,
  'conversations.leave': TIER_3,
  'conversations.list': TIER_2,
  'conversations.members': TIER_4,
  'conversations.open': TIER_3,
  'conversations.rename': TIER_2,
  'conversations.replies': TIER_3,
  'conversations.setPurpose': TIER_2,
  'conversations.setTopic': TIER_2,
  'conversations.unarchive': TIER_2,
  'files.completeUploadExternal': TIER_4,
  'files.getUploadURLExternal': TIER_4,
  'files.info': TIER_4,
  'pins.add': TIER_2,
  'pins.list': TIER_2,
  'pins.remove': TIER_2,
  'blocks.validate': TIER_3,
  'reactions.add': TIER_3,
  'reactions.get': TIER_3,
  'reactions.remove': TIER_2,
  'apps.uninstall': TIER_1,
  'auth.revoke': TIER_3,
  'oauth.v2.access': TIER_4,
  'team.info': TIER_3,
  'users.info': TIER_4,
  'users.list': TIER_2,
  'users.lookupByEmail': TIER_3,
  'views.open': TIER_4,
  'views.publish': TIER_4,
  'views.push': TIER_4,
  'views.update': TIER_4,
};

/** About one message a second per channel, "short bursts" allowed: taken as five within five seconds. */
const POSTS = { most: 5, withinMs: 5000 };

export type RateLimits = {
  /** Seconds to wait before this call may be made again; `undefined` when it may be made now. */
  retryAfter(method: string, args: Json): number | undefined;
};

export function createRateLimits(realNow: () => number): RateLimits {
  const made = new Map<string, number[]>();

  const take = (key: string, most: number, withinMs: number): number | undefined => {
    const now = realNow();
    const recent = (made.get(key) ?? []).filter((at) => now - at < withinMs);
    const [first] = recent;
    if (recent.length >= most && first !== undefined) return Math.max(1, Math.ceil((first + withinMs - now) / 1000));
    made.set(key, [...recent, now]);
    return undefined;
  };

  return {
    retryAfter: (method, args) => {
      if (method === 'chat.postMessage') return take(`${method} ${text(args.channel)}`, POSTS.most, POSTS.withinMs);
      const most = PER_MINUTE[method];
      return most === undefined ? undefined : take(method, most, 60_000);
    },
  };
}
