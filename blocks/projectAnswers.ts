import type { Detail } from '../src/domain/change.ts';
import type { Project } from '../src/domain/project.ts';
import { answer } from './answers.ts';
import { detailText } from './projectUpdate.ts';
import { joinedWithin, quoted, type Shown } from './text.ts';

const DETAILS_MAX = 2_400;

/** What an admin's form changed, to the admin alone. */
export function revisedAnswer(project: Project, details: readonly Detail[], isPosted: boolean): Shown {
  const told = isPosted ? 'The client channel will be told.' : 'The client channel is not told of settings.';
  const lines = joinedWithin(
    details.map((detail) => quoted(detailText(detail))),
    DETAILS_MAX,
  );
  return answer(`“${quoted(project.name)}” is saved. ${told}\n${lines}`);
}

export function closedAnswer(project: Project): Shown {
  return answer(
    `“${quoted(project.name)}” is closed, and no reminders follow. The client channel will be told. Milestones can still be read with \`/milestone list\`.`,
  );
}

/** For a channel that the app could not join by itself; it may have been invited before. */
export function withInvitation(shown: Shown): Shown {
  return answer(
    `${shown.text}\nMilepost could not join this channel by itself. If it is not a member yet, write \`/invite @Milepost\` here: until then it can post neither the board nor updates.`,
  );
}
