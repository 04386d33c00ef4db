import type { SandboxClock } from '../../slack/clock/clock.ts';
import { dayIn } from '../../slack/clock/clock.ts';
import { METHODS } from '../../slack/methods/table.ts';
import type { StandIn } from '../../slack/standIn.ts';
import type { Channel, Message, View } from '../../slack/types.ts';
import type { PageChannel, PageCommand, PageMessage, PageState, PageView } from '../pageState.ts';
import type { Mails } from './mails.ts';
import { pageMails } from './mails.ts';
import { nextDate } from './nextDate.ts';
import type { Troubles } from './troubles.ts';

/** Per channel; older ones are history nobody scrolls back to in a sandbox. */
const SHOWN_MESSAGES = 2_000;

const METHOD_NAMES = [...METHODS.keys()].sort();

type Sources = {
  readonly standIn: StandIn;
  readonly clock: SandboxClock;
  readonly commands: readonly PageCommand[];
  readonly mails: Mails;
  readonly troubles: Troubles;
};

export function snapshot({ standIn, clock, commands, mails, troubles }: Sources, me: string): PageState {
  const home = standIn.home(me);
  const modal = standIn.person(me).topView();
  const mine = standIn.channels.filter((channel) => channel.members.includes(me));
  const due = nextDue(standIn, clock.now(), me);
  return {
    team: standIn.team.name,
    me,
    app: { userId: standIn.bot.userId, name: standIn.bot.name ?? 'App' },
    people: standIn.users
      .filter((user) => !user.isBot && !user.deleted)
      .map(({ id, realName, note = '', tz, email = '' }) => ({ id, name: realName, note, tz, email })),
    channels: mine.map((channel) => ({
      ...pageChannel(channel, standIn.person(me).sees(channel.id), standIn.bot.userId),
      ...(channel.kind === 'mpim' && { name: otherNames(standIn, channel, me) }),
    })),
    ...(home && { home: pageView(home) }),
    ...(modal && { modal: pageView(modal) }),
    now: clock.now().toISOString(),
    movedMs: clock.offsetMs(),
    ...(due !== undefined && { nextDue: due }),
    commands,
    mails: pageMails(mails),
    troubles: troubles.inForce(),
    methods: METHOD_NAMES,
    violations: standIn.calls.filter(({ violations }) => violations.length > 0).length,
  };
}

/** The next day that falls due by the pinned messages that this person sees, YYYY-MM-DD. */
export function nextDue(standIn: StandIn, now: Date, me: string): string | undefined {
  const person = standIn.person(me);
  const zone = standIn.users.find(({ id }) => id === me)?.tz ?? 'UTC';
  const pinned = standIn.channels
    .filter(({ pins }) => pins.length > 0)
    .flatMap(({ id, pins }) => person.sees(id).filter(({ ts }) => pins.includes(ts)));
  return nextDate(
    pinned.filter(({ userId }) => userId === standIn.bot.userId),
    dayIn(now, zone),
  );
}

/** Slack's client shows a group by the names of the others in it. */
function otherNames({ users }: StandIn, { members }: Channel, me: string): string {
  return users
    .filter(({ id }) => id !== me && members.includes(id))
    .map(({ displayName }) => displayName)
    .join(', ');
}

function pageChannel(channel: Channel, messages: readonly Message[], botId: string): PageChannel {
  const { id, name, kind, archived, pins, members } = channel;
  const shown = messages.slice(-SHOWN_MESSAGES).map(pageMessage);
  return {
    id,
    name,
    kind,
    archived,
    memberCount: members.length,
    hasApp: members.includes(botId),
    pins,
    messages: shown,
  };
}

function pageMessage({ ts, threadTs, userId, text, blocks, onlyFor, edited }: Message): PageMessage {
  const thread = threadTs === undefined || threadTs === ts ? {} : { threadTs };
  return { ts, ...thread, userId, text, blocks, onlyForMe: onlyFor !== undefined, edited };
}

function pageView({ id, hash, payload, values, errors, trouble }: View): PageView {
  return { id, hash, payload, values, errors, ...(trouble !== undefined && { trouble }) };
}
