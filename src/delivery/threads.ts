import type { Shown } from '../../blocks/text.ts';
import type { OutboxEntry } from '../domain/outbox.ts';
import type { Store } from '../domain/ports.ts';
import type { Messages } from './messages.ts';
import { errorNameOf } from './slackErrors.ts';

/** What Slack answers where the message to reply to was deleted (docs.slack.dev/reference/methods/chat.postMessage). */
const THREAD_GONE: readonly (string | undefined)[] = ['cannot_reply_to_message', 'thread_not_found'];

export function isThreadGone(error: unknown): boolean {
  return THREAD_GONE.includes(errorNameOf(error));
}

/** Requests and their answers stand in the thread of the board, where there is a board. */
export async function threadOf(
  store: Pick<Store, 'projectById'>,
  { notice, projectId }: OutboxEntry,
): Promise<string | undefined> {
  const isOfRequest = notice.kind === 'request' || notice.kind === 'answer';
  if (!isOfRequest || notice.to !== 'channel') return undefined;
  return (await store.projectById(projectId))?.boardTs;
}

/** Posts into a thread, and into the channel itself where the thread is gone: what is said must be heard. */
export async function postIn(
  messages: Pick<Messages, 'post'>,
  channelId: string,
  outboxId: string,
  shown: Shown,
  threadTs: string | undefined,
): Promise<string> {
  try {
    return await messages.post(channelId, outboxId, shown, threadTs);
  } catch (error) {
    if (threadTs === undefined || !isThreadGone(error)) throw error;
    return messages.post(channelId, outboxId, shown);
  }
}
