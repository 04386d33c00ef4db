import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Shown } from '../../blocks/text.ts';

/** Tells one person something in private. Never throws: what could not be told is logged. */
export type Tell = (shown: Shown) => Promise<void>;

/** By the response_url of a command or a button; directly where that fails. */
export function tellBy(respond: RespondFn, directly: Tell): Tell {
  return async (shown) => {
    try {
      await respond({ ...shown, response_type: 'ephemeral', replace_original: false });
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
