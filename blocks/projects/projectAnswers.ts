import type { Detail } from '../../src/history/change.ts';
import type { Project } from '../../src/projects/project.ts';
import { answer } from '../shared/answers.ts';
import { joinedWithin, quoted, type Rendered } from '../shared/text.ts';
import { detailText } from './detailText.ts';

const DETAILS_MAX = 2_400;

/** What an admin's form changed, to the admin alone. */
export function revisedAnswer(project: Project, details: readonly Detail[], isPosted: boolean): Rendered {
  const told = isPosted ? 'The client channel will be told.' : 'The client channel is not told of settings.';
  const lines = joinedWithin(
    details.map((detail) => quoted(detailText(detail))),
    DETAILS_MAX,
  );
  return answer(`“${quoted(project.name)}” is saved. ${told}\n${lines}`);
}

export function closedAnswer(project: Project): Rendered {
  return answer(
    `“${quoted(project.name)}” is closed, and no reminders follow. The client channel will be told. Milestones can still be read with \`/milestone list\`.`,
  );
}

/** For a channel that the app could not join by itself; it may have been invited before. */
export function withInvitation(shown: Rendered): Rendered {
  return answer(
    `${shown.text}\nMilepost could not join this channel by itself. If it is not a member yet, write \`/invite @Milepost\` here: until then it can post neither the board nor updates.`,
  );
}

export function takenOverAnswer(project: Project): Rendered {
  return answer(
    `You took “${quoted(project.name)}” over. Your Home shows it now. Its channel is told, and its history says so.`,
  );
}

/** For a command in a place that is no project's. */
export function elsewhereAnswer(projects: readonly Pick<Project, 'name' | 'channelId'>[]): Rendered {
  const lines = projects.map(({ name, channelId }) => `• “${quoted(name)}” in <#${channelId}>`);
  return answer(['Write this in the channel of a project. Yours:', ...lines].join('\n'));
}
