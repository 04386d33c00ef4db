import { z } from 'zod';
import { PLAN_DAYS_MAX } from '../../blocks/milestones/planForm.ts';
import { REMINDED_MAX } from '../../blocks/reminders/reminder.ts';
import { parseDay } from '../core/day.ts';

/** What travels in a button's `value` or a form's `private_metadata`: ids only; everything else is looked up. */
const projectTarget = z.object({ projectId: z.string().regex(/^[0-9a-f]{24}$/) });
const milestoneTarget = projectTarget.extend({ number: z.number().int().positive().max(999_999) });
/** The version that a form was made from: another admin may have saved since. */
const projectVersionTarget = projectTarget.extend({ version: z.number().int().positive() });
const editTarget = milestoneTarget.extend({
  seenSeq: z.number().int().nonnegative(),
  requestOf: z
    .string()
    .regex(/^[0-9a-f]{24}$/)
    .optional(),
});
/** A milestone is named where the message is about one. */
const askTarget = projectTarget.extend({ number: z.number().int().positive().max(999_999).optional() });
/** A page of a history: what is older or newer than an entry. */
const historyTarget = askTarget.extend({ seq: z.number().int().nonnegative() });
const requestTarget = projectTarget.extend({ changeRequestId: z.string().regex(/^[0-9a-f]{24}$/) });
/** A reminder, with all milestones that it is about: it is shown anew when one of them is answered. */
const reminderTarget = milestoneTarget.extend({
  among: z.array(z.number().int().positive().max(999_999)).max(REMINDED_MAX),
});
const answerTarget = reminderTarget.extend({
  seenSeq: z.number().int().nonnegative(),
  message: z
    .object({ channelId: z.string().regex(/^[A-Z0-9]{1,32}$/), ts: z.string().regex(/^\d{1,12}\.\d{1,6}$/) })
    .optional(),
});
const channelTarget = z.object({ channelId: z.string().regex(/^[A-Z0-9]{1,32}$/) });
const day = z.string().refine((text) => parseDay(text) !== undefined);
/** A milestone whose date was asked for: what was written, the day the button stands for, and which question it answers. */
/** One action of the person's own; absent: the last. */
const undoTarget = projectTarget.extend({ asked: z.string().min(1).max(200).optional() });
const addOnTarget = projectTarget.extend({
  due: day,
  title: z.string(),
  description: z.string(),
  asked: z.string().min(1).max(100),
});
const planTarget = projectTarget.extend({ days: z.array(day).max(PLAN_DAYS_MAX) });

export const readProjectTarget = reader(projectTarget);
export const readMilestoneTarget = reader(milestoneTarget);
export const readProjectVersionTarget = reader(projectVersionTarget);
export const readEditTarget = reader(editTarget);
export const readAskTarget = reader(askTarget);
export const readHistoryTarget = reader(historyTarget);
export const readRequestTarget = reader(requestTarget);
export const readUndoTarget = reader(undoTarget);
export const readAddOnTarget = reader(addOnTarget);
export const readPlanTarget = reader(planTarget);
export const readReminderTarget = reader(reminderTarget);
export const readAnswerTarget = reader(answerTarget);
export const readChannelTarget = reader(channelTarget);

/** Throws where the text is not one of ours: then someone tampers, or a message is older than its shape. */
function reader<T>(schema: z.ZodType<T>): (text: string | undefined) => T {
  return (text) => schema.parse(JSON.parse(text ?? 'null'));
}
