import { z } from 'zod';

/** A date, a name, some days of the week, seconds, a policy. */
const value = z.union([z.string(), z.number(), z.array(z.number()), z.looseObject({})]);

/** What delivery needs of every entry, whatever its kind. */
const readable = z.object({
  _id: z.string(),
  seq: z.number(),
  kind: z.string().min(1),
  by: z.object({ userId: z.string(), name: z.string() }),
  at: z.date(),
  milestoneNumber: z.number().int().positive().optional(),
  before: z.object({ title: z.string(), due: z.string(), firstDue: z.string() }).optional(),
  after: z.object({ title: z.string(), due: z.string(), firstDue: z.string() }).optional(),
  details: z.array(z.object({ what: z.string(), before: value, after: value })).optional(),
  note: z.string().optional(),
});

/** Whether a stored entry can be told at all: one that cannot must keep no other waiting. */
export function isReadable(row: unknown): boolean {
  return readable.safeParse(row).success;
}
