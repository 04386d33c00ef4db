import type { KnownBlock } from '@slack/types';
import type { Change } from '../../src/history/change.ts';
import { SECTION_MAX } from '../shared/limits.ts';
import { escaped, joinedWithin, mrkdwn, quoted, type Rendered } from '../shared/text.ts';
import { detailText } from './detailText.ts';

/** The changes of a project that this file has words for. */
export const REVISIONS: readonly Change['kind'][] = [
  'people-changed',
  'project-edited',
  'settings-changed',
  'project-closed',
  'project-taken-over',
];

/** Tells what an admin changed of a project, by whom, each with before and after. */
export function revisionPart(projectName: string, change: Change): Rendered {
  const name = `*${quoted(projectName)}*`;
  const details = joinedWithin(
    (change.details ?? []).map((detail) => escaped(detailText(detail))),
    SECTION_MAX,
  );
  const words = `${headline(change, name)} By ${quoted(change.by.name)}.`;
  const section: KnownBlock[] =
    details === '' ? [] : [{ type: 'section', text: { type: 'plain_text', text: details, emoji: false } }];
  return {
    text: details === '' ? words : `${words}\n${details}`,
    blocks: [{ type: 'section', text: mrkdwn(words) }, ...section],
  };
}

function headline(change: Change, name: string): string {
  switch (change.kind) {
    case 'people-changed':
      return `The people of ${name} changed.`;
    case 'project-closed':
      return `The project ${name} is closed. Its milestones stay as they are and can still be read with \`/milestone list\`; no reminders follow.`;
    case 'project-taken-over':
      return `An admin took ${name} over, and can read it now.`;
    case 'settings-changed':
      return `The settings of ${name} changed.`;
    default:
      return `The project ${name} changed.`;
  }
}
