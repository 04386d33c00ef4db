import { z } from 'zod';

/** What travels in a button's `value` or a form's `private_metadata`: ids only; everything else is looked up. */
const projectTarget = z.object({ projectId: z.string().regex(/^[0-9a-f]{24}$/) });
const milestoneTarget = projectTarget.extend({ number: z.number().int().positive().max(999_999) });
const channelTarget = z.object({ channelId: z.string().regex(/^[A-Z0-9]{1,32}$/) });

export const readProjectTarget = reader(projectTarget);
export const readMilestoneTarget = reader(milestoneTarget);
export const readChannelTarget = reader(channelTarget);

/** Throws where the text is not one of ours: then someone tampers, or a message is older than its shape. */
function reader<T>(schema: z.ZodType<T>): (text: string | undefined) => T {
  return (text) => schema.parse(JSON.parse(text ?? 'null'));
}
