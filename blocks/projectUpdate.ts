import type { KnownBlock } from '@slack/types';
import type { Change, Detail } from '../src/domain/change.ts';
import { DAY_DETAILS } from '../src/domain/details.ts';
import { dayText } from './dates.ts';
import { escaped, joinedWithin, mrkdwn, quoted, type Shown } from './text.ts';

/** A section's text may have 3,000 characters (docs.slack.dev/reference/block-kit/blocks/section-block). */
const DETAILS_MAX = 2_900;

/** The changes of a project that this file has words for. */
export const REVISIONS: readonly Change['kind'][] = [
  'people-changed',
  'project-edited',
  'settings-changed',
  'project-closed',
];

/** "completion date: Fri 18 Dec 2026 → Wed 23 Dec 2026". Holds what people wrote, not yet escaped. */
export function detailText({ what, before, after }: Detail): string {
  const value = (text: string) => (DAY_DETAILS.includes(what) ? dayText(text) : text);
  return `${what}: ${value(before)} → ${value(after)}`;
}

/** Tells what an admin changed of a project, by whom, each with before and after. */
export function revisionPart(projectName: string, change: Change): Shown {
  const name = `*${quoted(projectName)}*`;
  const details = joinedWithin(
    (change.details ?? []).map((detail) => escaped(detailText(detail))),
    DETAILS_MAX,
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
    case 'settings-changed':
      return `The settings of ${name} changed.`;
    default:
      return `The project ${name} changed.`;
  }
}
