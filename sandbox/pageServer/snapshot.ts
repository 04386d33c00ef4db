import type { SandboxClock } from '../clock.ts';
import type { PageChannel, PageCommand, PageMessage, PageState, PageView } from '../pageState.ts';
import type { StandIn } from '../standIn.ts';
import type { Channel, Message, View } from '../types.ts';

/** Per channel; older ones are history nobody scrolls back to in a sandbox. */
const SHOWN_MESSAGES = 300;

type Sources = {
  readonly standIn: StandIn;
  readonly clock: SandboxClock;
  readonly commands: readonly PageCommand[];
};

export function snapshot({ standIn, clock, commands }: Sources, me: string): PageState {
  const home = standIn.home(me);
  const modal = standIn.person(me).topView();
  const mine = standIn.channels.filter((channel) => channel.members.includes(me));
  return {
    team: standIn.team.name,
    me,
    app: { userId: standIn.bot.userId, name: standIn.bot.name ?? 'Milepost' },
    people: standIn.users
      .filter((user) => !user.isBot && !user.deleted)
      .map(({ id, realName, note = '', tz }) => ({ id, name: realName, note, tz })),
    channels: mine.map((channel) => pageChannel(channel, standIn.person(me).sees(channel.id))),
    ...(home && { home: pageView(home) }),
    ...(modal && { modal: pageView(modal) }),
    now: clock.now().toISOString(),
    commands,
  };
}

function pageChannel(channel: Channel, messages: readonly Message[]): PageChannel {
  const { id, name, kind, archived, pins, members } = channel;
  const shown = messages.slice(-SHOWN_MESSAGES).map(pageMessage);
  return { id, name, kind, archived, memberCount: members.length, pins, messages: shown };
}

function pageMessage({ ts, threadTs, userId, text, blocks, onlyFor, edited }: Message): PageMessage {
  const thread = threadTs === undefined || threadTs === ts ? {} : { threadTs };
  return { ts, ...thread, userId, text, blocks, onlyForMe: onlyFor !== undefined, edited };
}

function pageView({ id, hash, payload, values, errors, trouble }: View): PageView {
  return { id, hash, payload, values, errors, ...(trouble !== undefined && { trouble }) };
}
