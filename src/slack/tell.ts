import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Shown } from '../../blocks/text.ts';

/** Tells one person something in private. Never throws: what could not be told is logged. */
export type Tell = (shown: Shown) => Promise<void>;

/** Bolt gives a response_url no time limit of its own. */
const RESPOND_MS = 3_000;

/** By the response_url of a command or a button; directly where that fails. */
export function tellBy(
  respond: RespondFn,
  directly: Tell,
  wait: (ms: number) => Promise<void>,
  where: 'below' | 'instead' = 'below',
): Tell {
  return async (shown) => {
    try {
      const told = respond({ ...shown, response_type: 'ephemeral', replace_original: where === 'instead' });
      await Promise.race([told, wait(RESPOND_MS).then(() => Promise.reject(new Error('No answer from response_url')))]);
    } catch {
      await directly(shown);
    }
  };
}

/** As an ephemeral message in a channel; by direct message where that fails (someone who is not in the channel, say). */
export function tellIn(slack: WebClient, log: Logger, to: { channelId?: string | undefined; userId: string }): Tell {
  return async ({ text, blocks }) => {
    const { channelId, userId } = to;
    const ways = [
      ...(channelId ? [() => slack.chat.postEphemeral({ channel: channelId, user: userId, text, blocks })] : []),
      () => slack.chat.postMessage({ channel: userId, text, blocks }),
    ];
    for (const way of ways) {
      try {
        await way();
        return;
      } catch (error) {
        log.info({ err: error, userId }, 'A private answer could not be shown this way');
      }
    }
    log.warn({ userId }, 'A private answer could not be shown at all');
  };
}
