import type { KnownBlock } from '@slack/types';
import type { Day } from '../src/domain/day.ts';
import type { Failure } from '../src/domain/failure.ts';
import type { Milestone } from '../src/domain/milestone.ts';
import { isPaymentMissing, type Project } from '../src/domain/project.ts';
import { againstExpected, dayInFull, dayText } from './dates.ts';
import { failureText } from './failureText.ts';
import { mrkdwn, quoted, type Shown } from './text.ts';

/** One private sentence or a few. `words` in mrkdwn, user text in it already quoted. */
export function answer(words: string, more: readonly KnownBlock[] = []): Shown {
  return { text: words, blocks: [{ type: 'section', text: mrkdwn(words) }, ...more] };
}

export function refusal(failures: Failure | readonly Failure[]): Shown {
  const all = 'kind' in failures ? [failures] : failures;
  return answer(all.map(failureText).join('\n'));
}

/** Something broke on our side. The reference is in the log too. */
export function faultAnswer(reference: string): Shown {
  return answer(
    `Something went wrong on Milepost's side, and nothing was saved. Please try again; if it happens again, give your admin the reference \`${reference}\`.`,
  );
}

export function unreachableAnswer(): Shown {
  return answer('Milepost cannot reach its database just now, so this was not saved. Please try again in a minute.');
}

export function addedAnswer(milestone: Milestone, today: Day): Shown {
  return answer(
    `Added milestone #${milestone.number} “${quoted(milestone.title)}”, expected ${dayInFull(milestone.due, today)}. The client channel is told.`,
  );
}

export function completedAnswer(milestone: Milestone, today: Day): Shown {
  return answer(
    `Milestone #${milestone.number} “${quoted(milestone.title)}” is completed, ${againstExpected(today, milestone.due)}. The client channel is told.`,
  );
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
