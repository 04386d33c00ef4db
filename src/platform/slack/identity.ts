import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

const authTest = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().optional(),
});

export type Installation = { readonly teamId: string; readonly botUserId: string; readonly botId?: string };

/** Which workspace the bot token belongs to, asked once and remembered; an attempt that failed is made again. */
export type Identity = { readonly get: () => Promise<Installation> };

export function identityOf(slack: WebClient): Identity {
  let known: Promise<Installation> | undefined;
  async function ask(): Promise<Installation> {
    const { team_id, user_id, bot_id } = authTest.parse(await slack.auth.test());
    return { teamId: team_id, botUserId: user_id, ...(bot_id ? { botId: bot_id } : {}) };
  }
  return {
    get() {
      known ??= ask().catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
  };
}
