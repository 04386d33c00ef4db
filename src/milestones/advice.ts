import { type Day, daysBetween, type Weekday, weekdayOf } from '../core/day.ts';
import { isWorkingDay } from '../core/workingDays.ts';
import type { Project } from '../projects/project.ts';
import type { Milestone } from './milestone.ts';
import { lastDayOf } from './proposePlan.ts';

/** Something an expert may want to look at again. Never a refusal; the words stand in blocks/milestones/adviceText.ts. */
export type Advice =
  | { readonly kind: 'last-before-completion'; readonly last: Day; readonly completionDate: Day }
  | { readonly kind: 'after-completion'; readonly numbers: readonly number[]; readonly completionDate: Day }
  /** `number` is the milestone after the gap; `from` is the day of the one before it, or the start of the project. */
  | {
      readonly kind: 'gap';
      readonly number: number;
      readonly from: Day;
      readonly to: Day;
      readonly days: number;
      readonly fromStart: boolean;
    }
  | { readonly kind: 'day-off'; readonly number: number; readonly due: Day; readonly weekday: Weekday }
  | { readonly kind: 'same-title'; readonly title: string; readonly numbers: readonly number[] };

type Dates = Pick<Project, 'startDate' | 'completionDate' | 'workingDays'>;
type Stone = Pick<Milestone, 'number' | 'title' | 'due' | 'state'>;

/** The client should not be without a date to look forward to for longer. */
const GAP_DAYS = 14;

/**
 * What is worth saying about a project's plan. The time from the start date to the first milestone counts as a gap, too;
 * the one after the last is said as the last not being on the completion date. Of what is done nothing is said.
 */
export function adviceOn(project: Dates, milestones: readonly Stone[]): readonly Advice[] {
  const present = milestones
    .filter(({ state }) => state !== 'removed')
    .toSorted((a, b) => a.due.localeCompare(b.due) || a.number - b.number);
  const open = present.filter(({ state }) => state === 'open');
  if (open.length === 0) return [];
  return [...ending(project, present, open), ...gaps(project, present), ...daysOff(project, open), ...sameTitles(open)];
}

/**
 * What a change of the plan gives rise to: nobody reads the same below every milestone. That the plan does not reach the
 * completion date yet is no news while it grows; `/milestone list` says it.
 */
export function newAdvice(before: readonly Advice[], after: readonly Advice[]): readonly Advice[] {
  const known = new Set(before.map((each) => JSON.stringify(each)));
  return after.filter((each) => each.kind !== 'last-before-completion' && !known.has(JSON.stringify(each)));
}

function ending(
  { completionDate, workingDays }: Dates,
  present: readonly Stone[],
  open: readonly Stone[],
): readonly Advice[] {
  const late = open.filter(({ due }) => due > completionDate);
  if (late.length > 0) return [{ kind: 'after-completion', numbers: numbersOf(late), completionDate }];
  const last = present.at(-1)?.due;
  const expected = lastDayOf({ completionDate, workingDays }) ?? completionDate;
  return last === undefined || last >= expected ? [] : [{ kind: 'last-before-completion', last, completionDate }];
}

function gaps({ startDate }: Dates, present: readonly Stone[]): readonly Advice[] {
  return present.flatMap(({ number, due: to, state }, index): readonly Advice[] => {
    const from = present[index - 1]?.due ?? startDate;
    const days = daysBetween(from, to);
    return state === 'open' && days > GAP_DAYS ? [{ kind: 'gap', number, from, to, days, fromStart: index === 0 }] : [];
  });
}

/** A milestone on the completion date is where it should be, day off or not. */
function daysOff(project: Dates, open: readonly Stone[]): readonly Advice[] {
  return open
    .filter(({ due }) => due !== project.completionDate && !isWorkingDay(project, due))
    .map(({ number, due }) => ({ kind: 'day-off', number, due, weekday: weekdayOf(due) }));
}

function sameTitles(open: readonly Stone[]): readonly Advice[] {
  const named = new Map<string, Stone[]>();
  for (const each of open) {
    const key = each.title.toLowerCase();
    const others = named.get(key);
    if (others) others.push(each);
    else named.set(key, [each]);
  }
  const numbered = new Map([...named].map(([key, all]) => [key, numbersOf(all)]));
  return open.flatMap(({ number, title }): readonly Advice[] => {
    const numbers = numbered.get(title.toLowerCase()) ?? [];
    return numbers.length > 1 && numbers[0] === number ? [{ kind: 'same-title', title, numbers }] : [];
  });
}

function numbersOf(milestones: readonly Stone[]): readonly number[] {
  return milestones.map(({ number }) => number).sort((a, b) => a - b);
}
