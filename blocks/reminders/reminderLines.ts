import type { Day } from '../../src/core/day.ts';
import { daysBetween } from '../../src/core/day.ts';
import { workingDaysUntil } from '../../src/core/workingDays.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { isSnoozed } from '../../src/reminders/reminder.ts';
import { pointOfNoReturn, type Verdict } from '../../src/verdict/verdict.ts';
import { againstExpected, dayText, shortDayText } from '../shared/dates.ts';
import { clipped, counted, escaped, listed, quoted } from '../shared/text.ts';

/** How many milestones a reminder names one by one. */
export const NAMED = 10;
/** Ten of them stay within the 4,000 characters of a message's text. */
const IN_TEXT_MAX = 300;
/** And within the 12,000 of a whole message, where escaping makes one character five. */
const IN_BLOCK_MAX = 600;

/** Of a title, where it is there to be recognised: what became of the milestone follows. */
const SETTLED_TITLE_MAX = 110;

/** Milestones of which the same is to be said: "overdue", "due today", "due in 2 working days". */
export type Group = { readonly when: string; readonly milestones: readonly Milestone[] };

/** The latest first: what is late needs an answer before what is to come. */
export function groupsOf(project: Project, milestones: readonly Milestone[], today: Day): readonly Group[] {
  const groups = new Map<string, Milestone[]>();
  for (const milestone of milestones.toSorted((a, b) => a.due.localeCompare(b.due) || a.number - b.number)) {
    const when = dueText(project, milestone.due, today);
    groups.set(when, [...(groups.get(when) ?? []), milestone]);
  }
  return [...groups].map(([when, members]) => ({ when, milestones: members }));
}

function dueText(project: Project, due: Day, today: Day): string {
  const days = daysBetween(today, due);
  if (days < 0) return 'overdue';
  if (days === 0) return 'due today';
  if (days === 1) return 'due tomorrow';
  const left = workingDaysUntil(project, today, due);
  return left === 0 ? 'due before the next working day' : `due in ${counted(left, 'working day')}`;
}

/** "2 milestones are overdue, 1 is due today and 1 is due in 2 working days". */
export function headlineOf(groups: readonly Group[]): string {
  const parts = groups.map(({ when, milestones }, index) => {
    const count = index === 0 ? counted(milestones.length, 'milestone') : String(milestones.length);
    return `${count} ${milestones.length === 1 ? 'is' : 'are'} ${when}`;
  });
  return listed(parts, NAMED);
}

/** How the project stands; `urgent`: the milestones, by number, whose point of no return is near or has passed. */
export type Standing = { readonly verdict: Verdict; readonly urgent: ReadonlySet<number> };

/** "#3 First draft – expected Fri 4 Dec 2026, 3 days late". Not escaped yet. */
export function sentenceOf({ number, title, due }: Milestone, today: Day): string {
  // When it is due stands above, counted in working days.
  return `#${number} ${title} – expected ${dayText(due)}${due < today ? `, ${againstExpected(today, due)}` : ''}`;
}

/** The same; of an urgent one with its point of no return. */
export function standingSentence(project: Project, milestone: Milestone, standing: Standing, today: Day): string {
  const { verdict, urgent } = standing;
  const day = urgent.has(milestone.number) ? pointOfNoReturn(project, verdict, milestone) : undefined;
  const returning =
    day === undefined ? '' : `; its point of no return ${day < today ? 'was' : 'is'} ${shortDayText(day, today)}`;
  return `${sentenceOf(milestone, today)}${returning}`;
}

/** What became of a milestone that needs no answer any more. Not escaped yet. */
export function settledSentence(milestone: Milestone, today: Day): string {
  const { number, title, state, completedOn = today, due, snoozedUntil = today } = milestone;
  const head = `#${number} ${clipped(title, SETTLED_TITLE_MAX)} –`;
  if (state === 'removed') return `${head} removed`;
  if (state === 'completed') return `${head} completed ${dayText(completedOn)}, ${againstExpected(completedOn, due)}`;
  if (isSnoozed(milestone, today)) return `${head} snoozed until ${dayText(snoozedUntil)}`;
  return `${head} expected ${dayText(due)}`;
}

/** For a message's text, escaped. */
export function inText(sentence: string): string {
  return escaped(clipped(sentence, IN_TEXT_MAX));
}

/** For a plain section; escaped there. */
export function inBlock(sentence: string): string {
  return clipped(sentence, IN_BLOCK_MAX);
}

/** The project's name and what follows, once for the text and once in mrkdwn. */
export function headed(
  project: Pick<Project, 'name'>,
  words: string,
): { readonly text: string; readonly mrkdwn: string } {
  return { text: `${escaped(project.name)}: ${words}.`, mrkdwn: `*${quoted(project.name)}*: ${words}` };
}

/** What a message of ten says of the others. */
export function restOf(count: number): string | undefined {
  return count > 0 ? `And ${count} more: see them all with \`/milestone list\` in the channel.` : undefined;
}
