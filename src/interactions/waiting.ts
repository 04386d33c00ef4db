import { z } from 'zod';
import type { Journal } from '../platform/journal.ts';

/** Someone waits for an answer to what they sent, and where they would read it. */
export const waiting = z.object({
  /** The same for a request that Slack delivers twice. */
  idempotencyKey: z.string(),
  userId: z.string(),
  /** When it came in, in milliseconds since 1970. */
  at: z.number(),
  /** Of a command, or of a press in a message. */
  responseUrl: z.string().optional(),
  channelId: z.string().optional(),
});
export type Waiting = z.infer<typeof waiting>;
export type InHand = Journal<Waiting>;
