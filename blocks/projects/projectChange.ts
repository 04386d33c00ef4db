import type { Change } from '../../src/history/change.ts';
import type { Project } from '../../src/projects/project.ts';
import { dayText } from '../shared/dates.ts';
import { escaped, mrkdwn, quoted, type Rendered } from '../shared/text.ts';
import { REVISIONS, revisionPart } from './projectUpdate.ts';

/** What the client channel is told about a change of the project itself. */
export function projectChangePart(project: Project, change: Change): Rendered {
  if (REVISIONS.includes(change.kind)) return revisionPart(project.name, change);
  const words = projectWords(project, change);
  return {
    text: `${words} By ${escaped(change.by.name)}.`,
    blocks: [
      { type: 'section', text: mrkdwn(words) },
      { type: 'context', elements: [mrkdwn(`By ${quoted(change.by.name)}`)] },
    ],
  };
}

function projectWords(project: Project, change: Change): string {
  const name = `*${quoted(project.name)}*`;
  switch (change.kind) {
    case 'project-set-up':
      return `The project ${name} is set up in this channel, from ${dayText(project.startDate)} to ${dayText(project.completionDate)}. Its milestones will be shown here.`;
    case 'payment-received':
      return `The initial payment of ${name} was received.`;
    default:
      return `Milestones of ${name} are open: the experts can now agree what is delivered by when.`;
  }
}
