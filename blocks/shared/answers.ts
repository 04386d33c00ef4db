import type { KnownBlock } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Failure } from '../../src/core/failure.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { isPaymentMissing, type Project } from '../../src/projects/project.ts';
import { joinButton, undoButton } from './buttons.ts';
import { againstExpected, dayInFull, dayText } from './dates.ts';
import { failureText } from './failureText.ts';
import { SECTION_MAX } from './limits.ts';
import { joinedWithin, listed, mrkdwn, quoted, type Rendered } from './text.ts';

/** One private sentence or a few. `words` in mrkdwn, user text in it already quoted. */
export function answer(words: string, more: readonly KnownBlock[] = []): Rendered {
  const text = joinedWithin(words.split('\n'), SECTION_MAX) || '…';
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }, ...more] };
}

export function refusal(failures: Failure | readonly Failure[]): Rendered {
  const all = 'kind' in failures ? [failures] : failures;
  return answer(all.map(failureText).join('\n'));
}

/** Something broke on our side. The reference is in the log too. */
export function faultAnswer(reference: string): Rendered {
  return answer(
    `Something went wrong on Milepost's side. Look with \`/milestone list\` whether it was saved before you try again; if it happens again, give your admin the reference \`${reference}\`.`,
  );
}

/** Something broke before anything was to be saved: a form did not open, say. */
export function harmlessFaultAnswer(reference: string): Rendered {
  return answer(
    `Something went wrong on Milepost's side. Nothing was changed. Please try again; if it happens again, give your admin the reference \`${reference}\`.`,
  );
}

/** More than one process can do at a time. */
export function busyAnswer(): Rendered {
  return answer('Not saved: Milepost has too much to do just now. Please try again in a minute.');
}

export function unreachableAnswer(): Rendered {
  return answer('Not saved: Milepost cannot reach its database just now. Please try again in a minute.');
}

/** It broke after the change was stored. */
export function savedFaultAnswer(reference: string): Rendered {
  return answer(
    `Your change is saved; please do not send it again. Something went wrong after that: if \`/milestone list\` does not show it in a minute, give your admin the reference \`${reference}\`.`,
  );
}

/** What was done, as the verbs say it. */
type Done = { readonly project: Project; readonly today: Day; readonly idempotencyKey: string };

/** `isCutAtDash`: a dash was taken for the end of the title, and the two can be joined again. */
export function addedAnswer(
  { project, milestone, today, idempotencyKey }: Done & { readonly milestone: Milestone },
  isCutAtDash = false,
): Rendered {
  const { number, title, description, due } = milestone;
  const added = `Added milestone #${number} “${quoted(title)}”, expected ${dayInFull(due, today)}. The client channel will be told.`;
  const cut = `“${quoted(description)}” became the description, as a dash stood before it.`;
  const buttons = [undoButton(project.id, idempotencyKey), ...(isCutAtDash ? [joinButton(project.id, number)] : [])];
  return answer(isCutAtDash ? `${added}\n${cut}` : added, [{ type: 'actions', elements: buttons }]);
}

/** What one person reads after they changed one milestone. */
export function changedAnswer(
  kind: 'edited' | 'completed' | 'reopened' | 'removed',
  { project, milestone, today, idempotencyKey }: Done & { readonly milestone: Milestone },
): Rendered {
  const { number, title, due, completedOn = today } = milestone;
  const became = {
    completed: `is completed on ${dayText(completedOn)}, ${againstExpected(completedOn, due)}`,
    reopened: `is open again, expected ${dayInFull(due, today)}`,
    removed: 'is removed',
    edited: `is saved, expected ${dayInFull(due, today)}`,
  }[kind];
  const words = `Milestone #${number} “${quoted(title)}” ${became}. The client channel will be told.`;
  return answer(words, [{ type: 'actions', elements: [undoButton(project.id, idempotencyKey)] }]);
}

/** What the expert reads who quieted the reminders of a milestone. */
export function snoozedAnswer({ milestone, today }: { readonly milestone: Milestone; readonly today: Day }): Rendered {
  const { number, title, snoozedUntil = today } = milestone;
  return answer(
    `Milestone #${number} “${quoted(title)}” is snoozed: the experts are not reminded of it until ${dayInFull(snoozedUntil, today)}. The client channel is told of delays as before.`,
  );
}

export function undoneAnswer(milestones: readonly Milestone[]): Rendered {
  const lines = milestones.map(
    ({ number, title, due, state }) =>
      `#${number} “${quoted(title)}” is ${state === 'removed' ? 'taken off the board again' : `${state}, expected ${dayText(due)}`}`,
  );
  return answer(`Undone: ${listed(lines)}. The client channel will be told.`);
}

export function setUpAnswer(project: Project): Rendered {
  const next = project.payment.agreed
    ? 'Next: record the initial payment with `/project payment` when it is in, then open milestones with `/project open`.'
    : 'Next: open milestones to the experts with `/project open`.';
  return answer(`“${quoted(project.name)}” is set up, until ${dayText(project.completionDate)}. ${next}`);
}

export function paymentAnswer(project: Project): Rendered {
  return answer(
    `The initial payment of “${quoted(project.name)}” is recorded. Next: open milestones to the experts with \`/project open\`.`,
  );
}

export function openedAnswer(project: Project): Rendered {
  return answer(`Milestones of “${quoted(project.name)}” are open. The experts can add them with \`/milestone add\`.`);
}

/** What the project waits for, in the words of its status. */
export function projectStatusText(project: Project): string {
  if (project.status === 'closed') return 'closed';
  if (project.status === 'open') return 'open for milestones';
  return isPaymentMissing(project) ? 'waiting for the initial payment' : 'waiting to be opened';
}

/** For a button or a form that this version does not know. */
export function unknownControlAnswer(): Rendered {
  return answer(
    'Nothing was done: this button or form is from an older version of Milepost. Type `/milestone` in the project’s channel for what you can do now.',
  );
}

/** For a request that was delivered twice: nothing was done a second time. */
export function repeatedAnswer(): Rendered {
  return answer('Milepost received this twice and carried it out once.');
}

/** The process that worked on it was killed. */
export function lostAnswer(): Rendered {
  return answer('Nothing was saved: Milepost was restarted before it had finished. Please send it again.');
}

/** The same, after it was stored. */
export function storedAnswer(): Rendered {
  return answer('It is saved. Milepost was restarted meanwhile; `/milestone list` shows how things stand.');
}

/** The database took the request and has not answered: whether it will is known soon. */
export function silentAnswer(): Rendered {
  return answer(
    'Not saved as far as Milepost knows: its database does not answer just now. Please wait; Milepost tells you here what came of it and whether to try again.',
  );
}

/** After a word that it takes longer: what was asked for is a form, and it opened. */
export function formOpenAnswer(): Rendered {
  return answer('The form is open now.');
}

/** Work that takes longer than people wait without a word. */
export function slowAnswer(): Rendered {
  return answer(
    'This takes longer than usual. Milepost will tell you here what came of it; please do not send it again yet.',
  );
}
