import { z } from 'zod';
import type { StandIn } from '../../slack/standIn.ts';
import type { Fault } from '../../slack/types.ts';
import type { PageTrouble } from '../pageState.ts';

/** Longer than anyone likes to wait, shorter than an app gives up. */
const SLOW_MS = 2_500;
const RETRY_AFTER_SECONDS = 5;

const on = z.boolean();
const id = z.string().min(1);

export const troubleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['slow', 'rate-limit', 'cut']), on }),
  z.object({
    kind: z.literal('break'),
    method: id,
    error: z.string().regex(/^[a-z0-9_]+$/),
    channelId: id.optional(),
    on,
  }),
  z.object({ kind: z.enum(['archive', 'bot']), channelId: id, on }),
  z.object({ kind: z.literal('pinned'), channelId: id }),
]);

/** The way between Slack and the app; what is cut here is neither called nor told of anything. */
export type Connection = { cut(): void; mend(): void };

export type Troubles = {
  inForce(): readonly PageTrouble[];
  /** Throws an Error in words where there is nothing to break. */
  make(trouble: PageTrouble): Promise<void>;
  mend(): Promise<void>;
};

type Lasting = Extract<PageTrouble, { kind: 'slow' | 'rate-limit' | 'cut' | 'break' }>;

export function createTroubles(standIn: StandIn, connection: Connection): Troubles {
  let lasting: readonly Lasting[] = [];
  const lostBot = new Set<string>();
  /** Nobody's trouble: it was so from the beginning. */
  const old = new Set(standIn.channels.filter(({ archived }) => archived).map(({ id: channelId }) => channelId));

  const hold = (next: readonly Lasting[]) => {
    const wasCut = lasting.some(({ kind }) => kind === 'cut');
    lasting = next;
    standIn.clearFaults();
    for (const trouble of next.toSorted((one, other) => rank(one) - rank(other))) standIn.fault(faultOf(trouble));
    const isCut = next.some(({ kind }) => kind === 'cut');
    if (isCut && !wasCut) connection.cut();
    if (!isCut && wasCut) connection.mend();
  };

  const channelOf = (channelId: string) => {
    const channel = standIn.channels.find((one) => one.id === channelId && one.kind !== 'im' && one.kind !== 'mpim');
    if (!channel) throw new Error('There is no such channel.');
    return channel;
  };

  const hasBot = (channelId: string) => channelOf(channelId).members.includes(standIn.bot.userId);

  const bot = async (channelId: string, isRemoved: boolean) => {
    if (isRemoved === !hasBot(channelId)) return;
    if (isRemoved) lostBot.add(channelId);
    await (isRemoved ? standIn.removeBot(channelId) : standIn.invite(channelId, standIn.bot.userId));
  };

  const archive = async (channelId: string, isArchived: boolean) => {
    if (channelOf(channelId).archived === isArchived) return;
    await (isArchived ? standIn.archive(channelId) : standIn.unarchive(channelId));
  };

  const deletePinned = (channelId: string) => {
    const { pins } = channelOf(channelId);
    const pinned = standIn
      .messages(channelId)
      .filter(({ ts, userId }) => pins.includes(ts) && userId === standIn.bot.userId);
    if (pinned.length === 0) throw new Error('No message of the app is pinned here.');
    for (const { ts } of pinned) standIn.deleteMessage(channelId, ts);
  };

  const inForce = (): readonly PageTrouble[] => [
    ...lasting,
    ...standIn.channels
      .filter(({ id: channelId, archived }) => archived && !old.has(channelId))
      .map(({ id: channelId }) => ({ kind: 'archive', channelId, on: true }) as const),
    ...[...lostBot]
      .filter((channelId) => !hasBot(channelId))
      .map((channelId) => ({ kind: 'bot', channelId, on: true }) as const),
  ];

  const make = async (trouble: PageTrouble): Promise<void> => {
    switch (trouble.kind) {
      case 'archive':
        return archive(trouble.channelId, trouble.on);
      case 'bot':
        return bot(trouble.channelId, trouble.on);
      case 'pinned':
        return deletePinned(trouble.channelId);
      default:
        hold([...lasting.filter((one) => !isSame(one, trouble)), ...(trouble.on ? [trouble] : [])]);
    }
  };

  return {
    inForce,
    make,
    mend: async () => {
      hold([]);
      for (const trouble of inForce()) {
        if (trouble.kind === 'archive') await archive(trouble.channelId, false);
        if (trouble.kind === 'bot') await bot(trouble.channelId, false);
      }
    },
  };
}

function isSame(one: Lasting, other: Lasting): boolean {
  if (one.kind !== 'break' || other.kind !== 'break') return one.kind === other.kind;
  return one.method === other.method && one.channelId === other.channelId;
}

/** The first fault that fits is taken: what is cut is not slow, and what is broken is broken also when all is slow. */
function rank({ kind }: Lasting): number {
  return ['cut', 'break', 'rate-limit', 'slow'].indexOf(kind);
}

function faultOf(trouble: Lasting): Fault {
  const times = Number.POSITIVE_INFINITY;
  switch (trouble.kind) {
    case 'cut':
      return { method: '*', times, how: { kind: 'unreachable' } };
    case 'break':
      return {
        method: trouble.method,
        ...(trouble.channelId === undefined ? {} : { channel: trouble.channelId }),
        times,
        how: { kind: 'error', error: trouble.error },
      };
    case 'rate-limit':
      return { method: '*', times, how: { kind: 'rate-limit', retryAfter: RETRY_AFTER_SECONDS } };
    default:
      return { method: '*', times, how: { kind: 'slow', ms: SLOW_MS } };
  }
}
