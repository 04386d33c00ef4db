import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { addDays, type Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { needsReason, proposedSnooze, SNOOZE_DAYS_MAX } from '../../src/reminders/reminderAnswer.ts';
import { FIELD_ELEMENT } from '../milestones/milestoneForm.ts';
import { label } from '../projects/projectFields.ts';
import { dayText } from '../shared/dates.ts';
import { NEW_DATE_FORM, SNOOZE_FORM } from '../shared/ids.ts';
import { clipped, mrkdwn, plain, quoted } from '../shared/text.ts';
import { sentenceOf } from './reminderLines.ts';

/** What a form carries: which milestone, what was seen of it, and the reminder to show anew once it is answered. */
export type AnswerTarget = {
  readonly projectId: string;
  readonly number: number;
  readonly among: readonly number[];
  readonly seenSeq: number;
  readonly message?: { readonly channelId: string; readonly ts: string } | undefined;
};

const NAME_MAX = 200;

/** A new expected date and why. No day is chosen already: none is promised by a slip of the finger. */
export function newDateForm(
  project: Project,
  milestone: Milestone,
  today: Day,
  target: AnswerTarget,
  notice?: string,
): ModalView {
  return form(NEW_DATE_FORM, `New date for #${milestone.number}`, target, [
    ...(notice === undefined ? [] : [{ type: 'section' as const, block_id: 'notice', text: mrkdwn(notice) }]),
    about(project, milestone, today),
    {
      type: 'input',
      block_id: 'due',
      label: label('New expected date'),
      hint: plain(`Now ${dayText(milestone.due)}. The project ends on ${dayText(project.completionDate)}.`),
      element: { type: 'datepicker', action_id: FIELD_ELEMENT },
    },
    reasonField('The client channel reads it, with the old and the new date.', false),
  ]);
}

/** Until when the experts are left in peace; from the second time on with a reason. */
export function snoozeForm(project: Project, milestone: Milestone, today: Day, target: AnswerTarget): ModalView {
  const again = needsReason(milestone);
  const hint = again
    ? `This milestone was snoozed ${times(milestone.snoozes ?? 0)} already, so write why. It stands in the history.`
    : 'It stands in the history. From the second time on a reason is needed.';
  const words =
    'Quiets the reminders of it to all experts. The client channel and the admin hear of delays as before; if the date will not hold, choose “New date…” instead.';
  return form(SNOOZE_FORM, `Snooze #${milestone.number}`, target, [
    about(project, milestone, today),
    {
      type: 'input',
      block_id: 'until',
      label: label('Until'),
      hint: plain(`From ${dayText(addDays(today, 1))} to ${dayText(addDays(today, SNOOZE_DAYS_MAX))}.`),
      element: { type: 'datepicker', action_id: FIELD_ELEMENT, initial_date: proposedSnooze(project, today) },
    },
    reasonField(hint, !again),
    { type: 'context', elements: [plain(words)] },
  ]);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function reasonField(hint: string, optional: boolean): InputBlock {
  return {
    type: 'input',
    block_id: 'reason',
    label: label('Reason'),
    hint: label(hint),
    optional,
    element: { type: 'plain_text_input', action_id: FIELD_ELEMENT, multiline: true },
  };
}

function about(project: Project, milestone: Milestone, today: Day): KnownBlock {
  return {
    type: 'section',
    text: mrkdwn(`*${quoted(clipped(project.name, NAME_MAX))}* – ${quoted(sentenceOf(milestone, today))}.`),
  };
}

function form(callbackId: string, title: string, target: AnswerTarget, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    private_metadata: JSON.stringify(target),
    title: label(title),
    submit: label('Save'),
    close: label('Cancel'),
    blocks,
  };
}
