import type { Rendered } from '../../blocks/shared/text.ts';
import type { MessageName, Messages } from './messages.ts';
import { isThreadGone } from './slackErrors.ts';

/** Posts into a thread, and into the channel itself where the thread is gone: what is said must be heard. */
export async function postIn(
  messages: Pick<Messages, 'post'>,
  channelId: string,
  name: MessageName,
  shown: Rendered,
  threadTs: string | undefined,
): Promise<string> {
  try {
    return await messages.post(channelId, name, shown, threadTs);
  } catch (error) {
    if (threadTs === undefined || !isThreadGone(error)) throw error;
    return messages.post(channelId, name, shown);
  }
}
