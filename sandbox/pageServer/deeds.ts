import { z } from 'zod';
import type { SandboxClock } from '../clock.ts';
import { movedTo } from '../clock.ts';
import { parse, record, records } from '../json.ts';
import { escaped } from '../messages.ts';
import type { PageOutcome } from '../pageState.ts';
import type { StandIn } from '../standIn.ts';
import type { Delivery, Json } from '../types.ts';

const id = z.string().min(1);

const deedSchema = z.discriminatedUnion('do', [
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
  z.object({ do: z.literal('clock'), move: z.enum(['hour', 'morning', 'day']) }),
]);

export const requestSchema = z.object({ as: id, deed: deedSchema });

export type DeedRequest = z.infer<typeof requestSchema>;

/** Does what a person does on the page; throws an Error in words where Slack's own client would not let them. */
export async function perform(standIn: StandIn, clock: SandboxClock, { as, deed }: DeedRequest): Promise<PageOutcome> {
  const person = standIn.person(as);
  switch (deed.do) {
    case 'command':
      return outcome(await person.command(deed.channelId, deed.line));
    case 'say':
      // What a person types is no markup of addresses and names.
      standIn.say(as, deed.channelId, escaped(deed.text), deed.threadTs);
      return {};
    case 'act':
      return outcome(await person.act(deed.where, deed.actionId, deed.value));
    case 'submit':
      return outcome(await person.submit(deed.values));
    case 'close':
      await person.closeView();
      return {};
    case 'home':
      return outcome(await person.openHome());
    case 'suggest': {
      const delivery = await person.suggest(deed.viewId, deed.blockId, deed.actionId, deed.typed);
      return { ...outcome(delivery), options: offered(delivery.answer) };
    }
    default: {
      const zone = standIn.users.find((user) => user.id === as)?.tz ?? 'UTC';
      clock.set(movedTo(clock.now(), deed.move, zone));
      return {};
    }
  }
}

function outcome(delivery: Delivery): PageOutcome {
  const answered = delivery.status >= 200 && delivery.status < 300 && delivery.failure === undefined;
  return answered ? {} : { trouble: 'We had some trouble connecting. Try again?' };
}

function offered(answer: string): readonly Json[] {
  const { options, option_groups: groups } = record(parse(answer));
  return [...records(options), ...records(groups).flatMap((group) => records(group.options))];
}
