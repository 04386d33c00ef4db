import type { KnownBlock, ModalView } from '@slack/types';
import { dayAt } from '../../src/core/day.ts';
import { oneLine } from '../../src/core/written.ts';
import type { Change } from '../../src/history/change.ts';
import { differences } from '../../src/history/change.ts';
import type { HistorySlice } from '../../src/history/historySlice.ts';
import type { Project } from '../../src/projects/project.ts';
import { detailText } from '../projects/detailText.ts';
import { historyButton } from '../shared/buttons.ts';
import { dayText } from '../shared/dates.ts';
import { sectionTexts } from '../shared/sections.ts';
import { clipped, mrkdwn, quoted, type Rendered } from '../shared/text.ts';
import { fieldChangeText } from './fieldChange.ts';

/** What all entries of a page may take; a single one may take more. */
const PAGE_MAX = 2_700;
/** What escaping can double still fits one section. */
const PART_MAX = 1_200;

const VERBS: Readonly<Partial<Record<Change['kind'], string>>> = {
  added: 'added',
  edited: 'changed',
  completed: 'completed',
  reopened: 'reopened',
  removed: 'removed',
  undone: 'undid the last change of',
  asked: 'asked for a change of',
  declined: 'declined a request about',
  snoozed: 'snoozed the reminders of',
};

const PROJECT_DEEDS: Readonly<Partial<Record<Change['kind'], string>>> = {
  'project-set-up': 'set the project up',
  'payment-received': 'recorded the initial payment',
  'milestones-opened': 'opened milestones',
  'people-changed': 'changed the people',
  'project-edited': 'changed the project',
  'settings-changed': 'changed the settings',
  'project-closed': 'closed the project',
  'project-taken-over': 'took the project over',
  asked: 'asked for a change of the plan',
  declined: 'answered a request about the plan',
};

/** What one private answer shows, and the places in the log from which its buttons go on. */
export type HistoryPage = Pick<HistorySlice, 'project' | 'number'> & {
  /** Newest first; each in parts that may stand apart. */
  readonly entries: readonly (readonly string[])[];
  readonly olderThan?: number;
  readonly newerThan?: number;
};

/** As many whole entries as fit, next to where the reader comes from. */
export function historyPage({ project, number, changes, from, hasMore }: HistorySlice): HistoryPage {
  const isUpwards = from?.side === 'newer';
  const inOrder = isUpwards ? changes.toReversed() : changes;
  const kept: { readonly seq: number; readonly parts: readonly string[] }[] = [];
  let length = 0;
  for (const change of inOrder) {
    const parts = entryParts(project, change);
    length += parts.join('; ').length + 1;
    if (kept.length > 0 && length > PAGE_MAX) break;
    kept.push({ seq: change.seq, parts });
  }
  const isLeft = hasMore || kept.length < changes.length;
  const shown = isUpwards ? kept.toReversed() : kept;
  const [newest, oldest] = [shown.at(0)?.seq, shown.at(-1)?.seq];
  return {
    project,
    ...(number === undefined ? {} : { number }),
    entries: shown.map(({ parts }) => parts),
    ...(oldest !== undefined && (isUpwards || isLeft) ? { olderThan: oldest } : {}),
    ...(newest !== undefined && (isUpwards ? isLeft : from !== undefined) ? { newerThan: newest } : {}),
  };
}

/** The newest changes first: when, who, what, and the fields before and after. */
export function historyAnswer({ project, number, entries, olderThan, newerThan }: HistoryPage): Rendered {
  const of = number === undefined ? `*${quoted(project.name)}*` : `milestone #${number} of *${quoted(project.name)}*`;
  const head = entries.length === 0 ? `Nothing has happened to ${of} yet.` : `History of ${of}, newest first:`;
  const target = { projectId: project.id, number };
  const buttons = [
    ...(newerThan === undefined ? [] : [historyButton('newer', { ...target, seq: newerThan })]),
    ...(olderThan === undefined ? [] : [historyButton('older', { ...target, seq: olderThan })]),
  ];
  return {
    text: [head, ...entries.map((parts) => parts.join('; '))].join('\n'),
    blocks: [
      ...sectionTexts([head, ...entries.flatMap(linesOf)]).map(
        (text): KnownBlock => ({ type: 'section', text: mrkdwn(text) }),
      ),
      ...(buttons.length > 0 ? [{ type: 'actions' as const, block_id: 'history', elements: buttons }] : []),
    ],
  };
}

/** The same as a modal: opened from a milestone, a list or Home. */
export function historyModal(page: HistoryPage): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: 'History' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: historyAnswer(page).blocks,
  };
}

/** An entry is one line, where a section has room for it. */
function linesOf(parts: readonly string[]): readonly string[] {
  const line = parts.join('; ');
  return line.length <= PAGE_MAX ? [line] : parts;
}

function entryParts(project: Project, change: Change): readonly string[] {
  const { at, by, kind, note } = change;
  const when = instantText(at, project.timeZone);
  const verb = change.milestoneNumber === undefined ? undefined : VERBS[kind];
  const what = verb
    ? `${verb} milestone #${change.milestoneNumber}`
    : (PROJECT_DEEDS[kind] ?? kind.replaceAll('-', ' '));
  const [first, ...rest] = [...detailsOf(change), ...(note ? [`“${quoted(clipped(oneLine(note), PART_MAX))}”`] : [])];
  const head = `• ${when} – ${quoted(by.name)} ${what}`;
  if (first === undefined) return [head];
  const parts = [`${head} (${first}`, ...rest];
  return [...parts.slice(0, -1), `${parts.at(-1)})`];
}

function detailsOf({ kind, before, after, snoozedUntil, details = [] }: Change): readonly string[] {
  if (snoozedUntil) return [`until ${dayText(snoozedUntil)}`];
  if (!after) return details.map((detail) => quoted(clipped(detailText(detail), PART_MAX)));
  if (kind === 'added' || !before) return [`${quoted(after.title)}, expected ${dayText(after.due)}`];
  return differences(before, after)
    .filter(({ field }) => field !== 'state' || kind === 'undone')
    .map(fieldChangeText);
}

/** In the reader's own zone and format where Slack knows them; else in the project's zone. */
export function instantText(at: Date, timeZone: string): string {
  const fallback = `${dayText(dayAt(at, timeZone))} ${at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })}`;
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${fallback}>`;
}
