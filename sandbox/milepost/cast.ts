import type { Channel, User } from '../slack/types.ts';

/** The invented workspace of the sandbox: a consulting project's people and where they meet. */
export const TEAM = { id: 'T0ATLAS', name: 'Northbeam Partners', domain: 'northbeam' };

export const BOT = { userId: 'U0MILEPOST', botId: 'B0MILEPOST', appId: 'A0MILEPOST', name: 'Milepost' };

export const CLIENT_CHANNEL = 'C0ATLAS';
export const SECOND_CHANNEL = 'C0BOREALIS';
export const OFFICE_CHANNEL = 'C0OFFICE';

type Part = {
  readonly id: string;
  readonly name: string;
  readonly tz: string;
  readonly note: string;
  readonly isAdmin?: true;
};

/** The first one is whom a new visitor of the page begins as: the one who has set everything up. */
const PARTS: readonly Part[] = [
  { id: 'U0ADMIN', name: 'Okan Brisling', tz: 'Europe/Berlin', note: 'admin', isAdmin: true },
  { id: 'U0LEAD', name: 'Mira Valdane', tz: 'Europe/Berlin', note: 'expert lead' },
  { id: 'U0INVITEE', name: 'Tomas Ferrik', tz: 'Europe/Lisbon', note: 'expert invitee' },
  { id: 'U0THIRD', name: 'Anjali Morwen', tz: 'Asia/Kolkata', note: 'third-party expert' },
  { id: 'U0CLIENT', name: 'Clara Wendmoor', tz: 'America/New_York', note: 'client' },
  { id: 'U0GUEST', name: 'Lou Tarnow', tz: 'Europe/Paris', note: 'on no project' },
  { id: 'U0SECOND', name: 'Edda Larkspur', tz: 'Europe/London', note: 'client of the second project' },
];

export const USERS: readonly User[] = PARTS.map(({ id, name, tz, note, isAdmin = false }) => ({
  id,
  teamId: TEAM.id,
  name: name.toLowerCase().replace(' ', '.'),
  realName: name,
  displayName: name,
  tz,
  locale: 'en-GB',
  email: `${name.toLowerCase().replace(' ', '.')}@northbeam.example`,
  isAdmin,
  isOwner: false,
  isBot: false,
  deleted: false,
  note,
}));

const house = USERS.map((user) => user.id).filter((id) => id !== 'U0SECOND');

export const CHANNELS: readonly Channel[] = [
  channel(CLIENT_CHANNEL, 'atlas-client', [BOT.userId, ...house]),
  channel(SECOND_CHANNEL, 'borealis-client', [BOT.userId, 'U0LEAD', 'U0THIRD', 'U0SECOND', 'U0ADMIN']),
  channel(OFFICE_CHANNEL, 'office', house),
  // Free to set projects up in.
  channel('C0CIRRUS', 'cirrus-client', house),
  channel('C0ELM', 'elm-client', house),
];

function channel(id: string, name: string, members: string[]): Channel {
  return { id, name, kind: 'public', members, archived: false, pins: [], shared: false };
}
