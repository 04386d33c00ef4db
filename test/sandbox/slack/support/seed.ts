import type { Channel, User } from '../../../../sandbox/slack/types.ts';
import type { Seed } from '../../../../sandbox/slack/workspace/workspace.ts';

export const SECRET = 'a-signing-secret';
export const TOKEN = 'xoxb-test';
export const BOT = { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0APP', name: 'Probe' };
export const TEAM = { id: 'T0HOME', name: 'Home Team', domain: 'home-team' };

const user = (id: string, more: Partial<User> = {}): User => ({
  id,
  teamId: TEAM.id,
  name: id.toLowerCase(),
  realName: `Real ${id}`,
  displayName: `Shown ${id}`,
  tz: 'Europe/Berlin',
  locale: 'de-DE',
  email: `${id.toLowerCase()}@example.com`,
  isAdmin: false,
  isOwner: false,
  isBot: false,
  deleted: false,
  ...more,
});

const channel = (id: string, members: string[], more: Partial<Channel> = {}): Channel => ({
  id,
  name: id.toLowerCase(),
  kind: 'public',
  members,
  archived: false,
  pins: [],
  shared: false,
  ...more,
});

/** C0IN: everybody and the bot. C0OUT: without the bot. C0SECRET: private, without the bot. C0OLD: archived. */
export const SEED: Seed = {
  team: TEAM,
  bot: BOT,
  users: [user('U0ANN'), user('U0BEN'), user('U0GONE', { deleted: true }), user('U0GUEST', { teamId: 'T0AWAY' })],
  channels: [
    channel('C0IN', ['U0ANN', 'U0BEN', 'U0GONE', 'U0GUEST', BOT.userId], { shared: true }),
    channel('C0OUT', ['U0ANN']),
    channel('C0SECRET', ['U0ANN'], { kind: 'private' }),
    channel('C0OLD', ['U0ANN', BOT.userId], { archived: true }),
  ],
};
