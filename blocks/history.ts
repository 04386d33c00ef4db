import type { Change } from '../src/domain/change.ts';
import { differences } from '../src/domain/change.ts';
import { dayAt } from '../src/domain/day.ts';
import type { Project } from '../src/domain/project.ts';
import { dayText } from './dates.ts';
import { fieldChangeText } from './fieldChange.ts';
import { detailText } from './projectUpdate.ts';
import { joinedWithin, mrkdwn, quoted, type Shown } from './text.ts';

const SECTION_MAX = 2_900;

const VERBS: Readonly<Partial<Record<Change['kind'], string>>> = {
  added: 'added',
  edited: 'edited',
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
  asked: 'asked for a change of the plan',
  declined: 'answered a request about the plan',
};

/** The newest changes first: when, who, what, and the fields before and after. */
export function historyAnswer(project: Project, number: number | undefined, changes: readonly Change[]): Shown {
  const of = number === undefined ? `*${quoted(project.name)}*` : `milestone #${number} of *${quoted(project.name)}*`;
  const head = changes.length === 0 ? `Nothing has happened to ${of} yet.` : `History of ${of}, newest first:`;
  const lines = changes.map((change) => historyLine(project, change));
  const text = joinedWithin([head, ...lines], SECTION_MAX);
  return { text, blocks: [{ type: 'section', text: mrkdwn(text) }] };
}

function historyLine(project: Project, change: Change): string {
  const { at, by, kind, note } = change;
  const when = instantText(at, project.timeZone);
  const verb = change.milestoneNumber === undefined ? undefined : VERBS[kind];
  const what = verb
    ? `${verb} milestone #${change.milestoneNumber}`
    : (PROJECT_DEEDS[kind] ?? kind.replaceAll('-', ' '));
  const words = [detailsOf(change), note ? `“${quoted(note)}”` : ''].filter((part) => part !== '').join('; ');
  return `• ${when} – ${quoted(by.name)} ${what}${words ? ` (${words})` : ''}`;
}

function detailsOf({ kind, before, after, snoozedUntil, details = [] }: Change): string {
  if (snoozedUntil) return `until ${dayText(snoozedUntil)}`;
  if (!after) return details.map((detail) => quoted(detailText(detail))).join('; ');
  if (kind === 'added' || !before) return `${quoted(after.title)}, expected ${dayText(after.due)}`;
  return differences(before, after)
    .filter(({ field }) => field !== 'state' || kind === 'undone')
    .map(fieldChangeText)
    .join('; ');
}

/** In the reader's own zone and format where Slack knows them; else in the project's zone. */
export function instantText(at: Date, timeZone: string): string {
  const fallback = `${dayText(dayAt(at, timeZone))} ${at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })}`;
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${fallback}>`;
}
