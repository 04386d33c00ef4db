import { z } from 'zod';

/** What is read of an interaction before Bolt gives it to a listener. */
export const commandBody = z.object({ command: z.string() });
export const pressBody = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }).optional(),
  view: z.object({ id: z.string() }).optional(),
  response_url: z.string().optional(),
});
export const submissionBody = z.object({
  type: z.literal('view_submission'),
  view: z.object({ blocks: z.array(z.object({ type: z.string(), block_id: z.string() })).default([]) }),
});
