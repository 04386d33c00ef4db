import type { z } from 'zod';
import { BadRequest } from '../common/readJson.ts';
import type { StandIn } from '../standIn.ts';
import type { until as schema } from './schemas.ts';

type Wanted = z.infer<typeof schema>;

/** The newest thing that fits, as soon as there is one. A test that waits in vain gets 408. */
export async function until(standIn: StandIn, wanted: Wanted): Promise<unknown> {
  const what = JSON.stringify(wanted);
  try {
    return await standIn.until(what, () => find(standIn, wanted), wanted.timeoutMs);
  } catch (error) {
    throw new BadRequest(408, error instanceof Error ? error.message : String(error));
  }
}

function find(standIn: StandIn, wanted: Wanted): object | undefined {
  switch (wanted.what) {
    case 'message': {
      const { channelId, seenBy, text = '' } = wanted;
      const messages = seenBy === undefined ? standIn.messages(channelId) : standIn.person(seenBy).sees(channelId);
      return messages.findLast((message) => message.text.includes(text));
    }
    case 'view': {
      const view = standIn.person(wanted.userId).topView();
      const fits = wanted.callbackId === undefined || view?.payload.callback_id === wanted.callbackId;
      return fits ? view : undefined;
    }
    case 'home':
      return standIn.home(wanted.userId);
    case 'call':
      return standIn.calls.findLast(({ method }) => method === wanted.method);
    default:
      return standIn.deliveries.findLast(({ kind }) => kind === wanted.kind);
  }
}
