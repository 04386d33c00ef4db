import type { KnownBlock } from '@slack/types';
import type { Day } from '../src/domain/day.ts';
import type { Failure } from '../src/domain/failure.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import { isPaymentMissing, type Project } from '../src/domain/project.ts';
import { againstExpected, dayInFull, dayText } from './dates.ts';
import { failureText } from './failureText.ts';
import { joinedWithin, listed, mrkdwn, quoted, type Shown } from './text.ts';

/** A section's text may have 3,000 characters (docs.slack.dev/reference/block-kit/blocks/section-block). */
const ANSWER_MAX = 2_900;

/** One private sentence or a few. `words` in mrkdwn, user text in it already quoted. */
export function answer(words: string, more: readonly KnownBlock[] = []): Shown {
  const text = joinedWithin(words.split('\n'), ANSWER_MAX) || '…';
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }, ...more] };
}

export function refusal(failures: Failure | readonly Failure[]): Shown {
  const all = 'kind' in failures ? [failures] : failures;
  return answer(all.map(failureText).join('\n'));
}

/** Something broke on our side. The reference is in the log too. */
export function faultAnswer(reference: string): Shown {
  return answer(
    `Something went wrong on Milepost's side. Look with \`/milestone list\` whether it was saved before you try again; if it happens again, give your admin the reference \`${reference}\`.`,
  );
}

export function unreachableAnswer(): Shown {
  return answer('Not saved: Milepost cannot reach its database just now. Please try again in a minute.');
}

/** It broke after the change was stored. */
export function savedFaultAnswer(reference: string): Shown {
  return answer(
    `Your change is saved; please do not send it again. Something went wrong after that: if \`/milestone list\` does not show it in a minute, give your admin the reference \`${reference}\`.`,
  );
}

export function addedAnswer(milestone: Milestone, today: Day): Shown {
  return answer(
    `Added milestone #${milestone.number} “${quoted(milestone.title)}”, expected ${dayInFull(milestone.due, today)}. The client channel will be told.`,
  );
}

/** What one person reads after they changed one milestone. */
export function changedAnswer(
  kind: 'edited' | 'completed' | 'reopened' | 'removed',
  { milestone, today }: { readonly milestone: Milestone; readonly today: Day },
): Shown {
  const { number, title, due, completedOn } = milestone;
  const what = `Milestone #${number} “${quoted(title)}”`;
  const told = 'The client channel will be told.';
  switch (kind) {
    case 'completed':
      return answer(`${what} is completed, ${againstExpected(completedOn ?? today, due)}. ${told}`);
    case 'reopened':
      return answer(`${what} is open again, expected ${dayInFull(due, today)}. ${told}`);
    case 'removed':
      return answer(`${what} is removed. ${told} To take that back within 15 minutes: \`/milestone undo\`.`);
    case 'edited':
      return answer(`${what} is saved, expected ${dayInFull(due, today)}. ${told}`);
  }
}

/** What the expert reads who quieted the reminders of a milestone. */
export function snoozedAnswer({ milestone, today }: { readonly milestone: Milestone; readonly today: Day }): Shown {
  const { number, title, snoozedUntil = today } = milestone;
  return answer(
    `Milestone #${number} “${quoted(title)}” is snoozed: the experts are not reminded of it until ${dayInFull(snoozedUntil, today)}. The client channel is told of delays as before.`,
  );
}

export function undoneAnswer(milestones: readonly Milestone[]): Shown {
  const lines = milestones.map(
    ({ number, title, due, state }) =>
      `#${number} “${quoted(title)}” is ${state === 'removed' ? 'taken off the board again' : `${state}, expected ${dayText(due)}`}`,
  );
  return answer(`Undone: ${listed(lines)}. The client channel will be told.`);
}

export function setUpAnswer(project: Project): Shown {
  const next = project.payment.agreed
    ? 'Next: record the initial payment with `/project payment` when it is in, then open milestones with `/project open`.'
    : 'Next: open milestones to the experts with `/project open`.';
  return answer(`“${quoted(project.name)}” is set up, until ${dayText(project.completionDate)}. ${next}`);
}

export function paymentAnswer(project: Project): Shown {
  return answer(
    `The initial payment of “${quoted(project.name)}” is recorded. Next: open milestones to the experts with \`/project open\`.`,
  );
}

export function openedAnswer(project: Project): Shown {
  return answer(`Milestones of “${quoted(project.name)}” are open. The experts can add them with \`/milestone add\`.`);
}

/** What the project waits for, in the words of its status. */
export function projectStanding(project: Project): string {
  if (project.status === 'closed') return 'closed';
  if (project.status === 'open') return 'open for milestones';
  return isPaymentMissing(project) ? 'waiting for the initial payment' : 'waiting to be opened';
}

/** For a request that was delivered twice: nothing was done a second time. */
export function repeatedAnswer(): Shown {
  return answer('Milepost received this twice and carried it out once.');
}

/** The database took the request and has not answered: whether it will is known soon. */
export function silentAnswer(): Shown {
  return answer(
    'Not saved as far as Milepost knows: its database does not answer just now. Please wait; Milepost tells you here what came of it and whether to try again.',
  );
}

/** Work that takes longer than people wait without a word. */
export function slowAnswer(): Shown {
  return answer(
    'This takes longer than usual. Milepost will tell you here what came of it; please do not send it again yet.',
  );
}
