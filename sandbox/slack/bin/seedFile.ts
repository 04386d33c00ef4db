import { z } from 'zod';
import * as schemas from '../control/schemas.ts';
import { userOf } from '../control/workspaceRoutes.ts';
import type { Bot, Seed } from '../workspace/workspace.ts';

const id = z.string().min(1);

/** A workspace as a file describes it; what is left out is what `--seed` says in the README. */
const seedSchema = z.object({
  team: z.object({ id, name: id, domain: id }).default({ id: 'T0SANDBOX', name: 'Sandbox', domain: 'sandbox' }),
  users: z.array(schemas.user).default([
    { id: 'U0ADMIN', name: 'ada', ...usual('Ada Admin'), isAdmin: true },
    { id: 'U0MEMBER', name: 'ben', ...usual('Ben Member') },
    { id: 'U0OTHER', name: 'cleo', ...usual('Cleo Other') },
  ]),
  channels: z.array(schemas.channel).optional(),
});

function usual(realName: string) {
  return { realName, tz: 'UTC', locale: 'en-US', isAdmin: false, isOwner: false, isBot: false, deleted: false };
}

/** The app is in #general with everybody, and not in #random; #private has the first person alone. */
export function readSeed(source: unknown, bot: Bot): Seed {
  const { team, users, channels } = seedSchema.parse(source);
  const everybody = users.map((user) => user.id);
  const usualChannels = [
    { id: 'C0GENERAL', name: 'general', members: [bot.userId, ...everybody] },
    { id: 'C0RANDOM', name: 'random', members: everybody },
    { id: 'C0PRIVATE', name: 'private', kind: 'private', members: everybody.slice(0, 1) },
  ].map((channel) => schemas.channel.parse(channel));
  return { team, bot, users: users.map((user) => userOf({ team }, user)), channels: channels ?? usualChannels };
}
