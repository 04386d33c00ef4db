import { z } from 'zod';
import type { ClockMove, SandboxClock } from '../../slack/clock/clock.ts';
import { dayIn, morningOf, movedTo, workingDayUpTo } from '../../slack/clock/clock.ts';
import { parse, record, records } from '../../slack/common/json.ts';
import type { StandIn } from '../../slack/standIn.ts';
import type { Delivery, Json } from '../../slack/types.ts';
import { escaped } from '../../slack/workspace/messages.ts';
import type { PageOutcome } from '../pageState.ts';
import { nextDue } from './snapshot.ts';
import type { Troubles } from './troubles.ts';
import { troubleSchema } from './troubles.ts';

const id = z.string().min(1);

const actionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('command'), channelId: id, line: z.string().startsWith('/') }),
  z.object({ do: z.literal('say'), channelId: id, text: z.string().min(1), threadTs: id.optional() }),
  z.object({
    do: z.literal('act'),
    where: z.union([
      z.object({ channelId: id, ts: id, blockId: z.string() }),
      z.object({ viewId: id, blockId: z.string() }),
    ]),
    actionId: z.string(),
    value: z.unknown(),
  }),
  z.object({ do: z.literal('submit'), values: z.record(z.string(), z.unknown()) }),
  z.object({ do: z.literal('close') }),
  z.object({ do: z.literal('home') }),
  z.object({ do: z.literal('suggest'), viewId: id, blockId: z.string(), actionId: z.string(), typed: z.string() }),
  z.object({ do: z.literal('clock'), move: z.enum(['hour', 'morning', 'day', 'due']) }),
  z.object({ do: z.literal('trouble'), trouble: troubleSchema }),
  z.object({ do: z.literal('mend') }),
  z.object({ do: z.literal('start over') }),
]);

export const requestSchema = z.object({ as: id, action: actionSchema });

export type ActionRequest = z.infer<typeof requestSchema>;

type Sandbox = {
  readonly standIn: StandIn;
  readonly clock: SandboxClock;
  readonly troubles: Troubles;
  readonly startOver: () => void;
};

/** Does what a person does on the page; throws an Error in words where Slack's own client would not let them. */
export async function perform(
  { standIn, clock, troubles, startOver }: Sandbox,
  { as, action }: ActionRequest,
): Promise<PageOutcome> {
  const person = standIn.person(as);
  switch (action.do) {
    case 'command':
      return outcome(await person.command(action.channelId, action.line));
    case 'say':
      // What a person types is no markup of addresses and names.
      standIn.say(as, action.channelId, escaped(action.text), action.threadTs);
      return {};
    case 'act':
      return outcome(await person.act(action.where, action.actionId, action.value));
    case 'submit':
      return outcome(await person.submit(action.values));
    case 'close':
      await person.closeView();
      return {};
    case 'home':
      return outcome(await person.openHome());
    case 'suggest': {
      const delivery = await person.suggest(action.viewId, action.blockId, action.actionId, action.typed);
      return { ...outcome(delivery), options: offered(delivery.answer) };
    }
    case 'trouble':
      await troubles.make(action.trouble);
      return {};
    case 'mend':
      await troubles.mend();
      return {};
    case 'start over':
      startOver();
      return {};
    default:
      clock.set(goal({ standIn, clock }, as, action.move));
      return {};
  }
}

function goal({ standIn, clock }: Pick<Sandbox, 'standIn' | 'clock'>, as: string, move: ClockMove | 'due'): Date {
  // The office decides when it is morning: a reader far away would step from night to night.
  const own = standIn.users.find((user) => (move === 'hour' || move === 'day' ? user.id === as : !user.isBot));
  const zone = own?.tz ?? 'UTC';
  if (move !== 'due') return movedTo(clock.now(), move, zone);
  const day = nextDue(standIn, clock.now(), as);
  if (day === undefined) throw new Error('No pinned message of the app names a date to come.');
  return morningOf(workingDayUpTo(day, dayIn(clock.now(), zone)), zone);
}

function outcome(delivery: Delivery): PageOutcome {
  const answered = delivery.status >= 200 && delivery.status < 300 && delivery.failure === undefined;
  return answered ? {} : { trouble: 'We had some trouble connecting. Try again?' };
}

function offered(answer: string): readonly Json[] {
  const { options, option_groups: groups } = record(parse(answer));
  return [...records(options), ...records(groups).flatMap((group) => records(group.options))];
}
