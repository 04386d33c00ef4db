import type { KnownBlock } from '@slack/types';
import { type Day, dayAt } from '../../src/core/day.ts';
import { workingDaysBetween } from '../../src/core/workingDays.ts';
import { type Change, differences, type MilestoneFields } from '../../src/history/change.ts';
import type { Project } from '../../src/projects/project.ts';
import { withAsk } from '../change-requests/askBlock.ts';
import { projectChangePart } from '../projects/projectChange.ts';
import { dayInFull, dayText } from '../shared/dates.ts';
import { clipped, counted, escaped, mrkdwn, plain, quoted, type Rendered } from '../shared/text.ts';
import { quotePart } from '../shared/textPart.ts';
import { againstFirst } from '../verdict/milestoneStands.ts';
import type { Said } from '../verdict/verdictText.ts';
import { fieldLabel, fieldValue } from './fieldChange.ts';
import { instantText } from './history.ts';
import { compactUpdate, undoneWords } from './updateLines.ts';

/** More changes than this are told in a line each. */
const IN_FULL = 4;

/**
 * Tells the client channel about changes: what, by whom, and the values before and after. `effect`: what they mean for the
 * end (blocks/verdict/effectText.ts).
 */
export function updateMessage(project: Project, changes: readonly Change[], effect?: Said): Rendered {
  const { text, blocks } = changes.length > IN_FULL ? compactUpdate(project, changes) : inFull(project, changes);
  return withAsk(project, changes, {
    text: effect === undefined ? text : `${text}\n${effect.text}`,
    blocks: [...blocks, ...effectBlocks(effect), ...footer(project, changes)],
  });
}

function effectBlocks(effect: Said | undefined): KnownBlock[] {
  return effect === undefined ? [] : [{ type: 'section', text: mrkdwn(effect.mrkdwn) }];
}

function inFull(project: Project, changes: readonly Change[]): Rendered {
  const parts = changes.map((change) => changePart(project, change));
  return { text: parts.map((part) => part.text).join('\n'), blocks: parts.flatMap((part) => part.blocks) };
}

/** When, in the reader's own format, and the way to the board. */
function footer(project: Project, changes: readonly Change[]): KnownBlock[] {
  const last = changes.at(-1);
  if (last === undefined) return [];
  const board = project.boardLink ? ` · <${project.boardLink}|Open the board>` : '';
  return [{ type: 'context', elements: [mrkdwn(`${instantText(last.at, project.timeZone)}${board}`)] }];
}

type Row = readonly [label: string, value: string];

function changePart(project: Project, change: Change): Rendered {
  const today = dayAt(change.at, project.timeZone);
  switch (change.kind) {
    case 'added':
      return milestonePart(change, 'added', [['Expected completion date', dueInFull(change, today)]]);
    case 'completed':
      return milestonePart(change, 'completed', [['Completed', completedText(project, change)]]);
    case 'edited':
      return milestonePart(change, 'changed', changedRows(project, change));
    case 'reopened':
      return milestonePart(change, 'reopened', [['Expected completion date', dueInFull(change, today)]]);
    case 'removed':
      return milestonePart(change, 'removed', [['Was expected', dueText(change)]]);
    case 'undone':
      return milestonePart(change, undoneWords(change.before, change.after), changedRows(project, change));
    default:
      return projectChangePart(project, change);
  }
}

function dueInFull({ after }: Change, today: Day): string {
  return after === undefined ? '' : dayInFull(after.due, today);
}

function dueText({ after }: Change): string {
  return after === undefined ? '' : dayText(after.due);
}

function completedText(project: Project, { after }: Change): string {
  if (after?.completedOn === undefined) return '';
  const { completedOn, due, firstDue } = after;
  const moved = due === firstDue ? '' : `, first agreed ${dayText(firstDue)}`;
  return `${dayText(completedOn)}, ${againstFirst(project, completedOn, firstDue)} (expected ${dayText(due)}${moved})`;
}

/** Each field that changed, before → after. */
function changedRows(project: Project, { before, after }: Change): readonly Row[] {
  if (!before || !after) return [];
  return differences(before, after)
    .filter(({ field }) => field !== 'state')
    .map((each) => {
      const values = `${fieldValue(each, 'before')} → ${fieldValue(each, 'after')}`;
      return [fieldLabel(each.field), each.field === 'due' ? `${values}${moveText(project, before, after)}` : values];
    });
}

/** " (3 working days later; first agreed Fri 20 Nov 2026)": by how much a date was moved, and whether it was before. */
function moveText(project: Project, before: MilestoneFields, after: MilestoneFields): string {
  const days = workingDaysBetween(project, before.due, after.due);
  const by = days === 0 ? [] : [`${counted(Math.abs(days), 'working day')} ${days > 0 ? 'later' : 'earlier'}`];
  const first = after.firstDue === before.due || after.firstDue === after.due ? [] : [after.firstDue];
  const words = [...by, ...first.map((day) => `first agreed ${dayText(day)}`)];
  return words.length > 0 ? ` (${words.join('; ')})` : '';
}

/** Title first; then what changed, in pairs; then what was written. */
function milestonePart(change: Change, done: string, rows: readonly Row[]): Rendered {
  const { title = '', description = '' } = change.after ?? {};
  const shows = [['Title', title] as Row, ...rows.filter(([label]) => label !== 'Title')];
  const renamed = rows.find(([label]) => label === 'Title');
  if (renamed) shows[0] = renamed;
  const words = [change.kind === 'added' ? description : '', change.note ?? ''].map(quotePart);
  const by = escaped(change.by.name);
  return {
    text: [
      [
        sentence(`Milestone #${change.milestoneNumber} ${done} by ${by}: ${escaped(clipped(title, 300))}`),
        ...rows.map(([label, value]) => sentence(`${label}: ${escaped(value)}`)),
      ].join(' '),
      ...words.map(({ text }) => text).filter((text) => text !== ''),
    ].join('\n'),
    blocks: [
      { type: 'section', text: mrkdwn(`*Milestone #${change.milestoneNumber} ${done}* by ${quoted(change.by.name)}`) },
      { type: 'section', fields: shows.flatMap(([label, value]) => [mrkdwn(`*${label}*`), plain(value)]) },
      ...words.flatMap(({ blocks }) => blocks),
    ],
  };
}

/** With a full stop, unless what people wrote ends a sentence itself. */
function sentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
