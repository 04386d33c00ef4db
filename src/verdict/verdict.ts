import type { Day } from '../core/day.ts';
import { plusWorkingDays, workingDaysBetween } from '../core/workingDays.ts';
import type { Milestone } from '../milestones/milestone.ts';
import type { Project } from '../projects/project.ts';

/** How a project stands on a day. What is said of each stands in blocks/verdict/verdictText.ts. */
export type Verdict =
  | { readonly kind: 'no-milestones'; readonly agreedEnd: Day }
  /** `daysAfterEnd`: how much later than agreed the last one was completed; negative where it was earlier. */
  | { readonly kind: 'finished'; readonly agreedEnd: Day; readonly completedOn: Day; readonly daysAfterEnd: number }
  | ({ readonly kind: 'late' | 'at-risk' | 'on-track' } & Outlook);

/** What an unfinished project's verdict rests on. All counts are of working days. */
export type Outlook = {
  readonly agreedEnd: Day;
  /** Where the end is if what is overdue is completed today and all that follows takes as long as planned. */
  readonly expectedEnd: Day;
  /** From there to the agreed end; negative where it lies behind it. */
  readonly spareDays: number;
  /** The same, of the dates that were agreed first. */
  readonly plannedDays: number;
  /** What a plan with few spare days may still lose before its end moves. */
  readonly canBeMadeUp: number;
  /** How much less time what follows has than was agreed first. */
  readonly toMakeUp: number;
  /** How late any open milestone may be completed without moving the end. */
  readonly mayBeLate: number;
  /** The open milestone that is expected first; more than one may share its date. */
  readonly next: Due;
  /** The open milestone that is expected last. */
  readonly last: Due;
  /** By date. */
  readonly overdue: readonly Due[];
};

export type Due = {
  readonly number: number;
  readonly due: Day;
  /** The last day on which it may be completed without moving the end, if all that follows takes as long as planned. */
  readonly pointOfNoReturn: Day;
  /** Negative while it is not due. */
  readonly daysLate: number;
};

export type Calendar = Pick<Project, 'startDate' | 'completionDate' | 'workingDays'>;
export type Stone = Pick<Milestone, 'number' | 'due' | 'firstDue' | 'state' | 'completedOn'>;

/** A delay in a plan without spare days: one working day in so many of the whole project can be made up. */
const MADE_UP_SHARE = 10;
/** At risk when no more than this part of the planned spare days is left. */
const RISK_SHARE = 1 / 3;

/**
 * THE verdict on a project, for every surface. Milestones are taken as a chain: a delay of one moves all that follow.
 * That is too strict where two run side by side, so the words say "as things stand".
 */
export function verdictOn(project: Calendar, milestones: readonly Stone[], today: Day): Verdict {
  const agreedEnd = project.completionDate;
  const present = milestones.filter(({ state }) => state !== 'removed');
  if (present.length === 0) return { kind: 'no-milestones', agreedEnd };
  const open = present
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => a.due.localeCompare(b.due) || a.number - b.number);
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) {
    const completedOn = latest(present.map((milestone) => milestone.completedOn ?? milestone.due));
    return { kind: 'finished', agreedEnd, completedOn, daysAfterEnd: between(project, agreedEnd, completedOn) };
  }
  const lastDue = last.due;
  const push = Math.max(0, ...open.map(({ due }) => between(project, due, today)));
  const expectedEnd = latest([plusWorkingDays(project, lastDue, push), today]);
  const planned = between(project, latest(present.map(({ firstDue }) => firstDue)), agreedEnd);
  const plannedDays = Math.max(0, planned);
  // A plan that ends after the agreed end from the start has lost nothing that could be made up.
  const canBeMadeUp = planned < 0 ? 0 : madeUpOf(project, plannedDays);
  const lag = lagOf(project, open, lastDue, today);
  const reach = between(project, lastDue, agreedEnd);
  const mayBeLate = reach + canBeMadeUp;
  const spareDays = between(project, expectedEnd, agreedEnd);
  const dueOf = ({ number, due }: Stone): Due => ({
    number,
    due,
    pointOfNoReturn: plusWorkingDays(project, due, mayBeLate),
    daysLate: between(project, due, today),
  });
  const outlook: Outlook = {
    agreedEnd,
    expectedEnd,
    spareDays,
    plannedDays,
    canBeMadeUp,
    toMakeUp: Math.max(0, lag - push),
    mayBeLate,
    next: dueOf(first),
    last: dueOf(last),
    overdue: open.filter(({ due }) => due < today).map(dueOf),
  };
  return { kind: kindOf(outlook, reach - lag, today), ...outlook };
}

function kindOf(outlook: Outlook, trueSpare: number, today: Day): 'late' | 'at-risk' | 'on-track' {
  const { spareDays, plannedDays, canBeMadeUp, agreedEnd, overdue } = outlook;
  if (spareDays + canBeMadeUp < 0 || agreedEnd < today) return 'late';
  const isTight = plannedDays > 0 ? trueSpare <= plannedDays * RISK_SHARE : trueSpare < 0;
  return overdue.length > 0 || isTight ? 'at-risk' : 'on-track';
}

/** The last day on which an open milestone may be completed without moving the end; undefined where nothing is open. */
export function pointOfNoReturn(project: Calendar, verdict: Verdict, { due }: Pick<Milestone, 'due'>): Day | undefined {
  return 'mayBeLate' in verdict ? plusWorkingDays(project, due, verdict.mayBeLate) : undefined;
}

/** A plan with enough spare days has nothing to make up beyond them. */
function madeUpOf(project: Calendar, plannedDays: number): number {
  const { startDate, completionDate } = project;
  const whole = between(project, startDate, completionDate);
  return Math.max(0, Math.max(1, Math.floor(whole / MADE_UP_SHARE)) - plannedDays);
}

/**
 * By how much one milestone was moved, or is late, beyond what the last one was moved by: those behind it have so much
 * less time. Counted from the latest dates, so that moving a date later never makes it smaller than the end moves.
 */
function lagOf(project: Calendar, open: readonly Stone[], lastDue: Day, today: Day): number {
  const moves = open.map(({ firstDue, due }) => between(project, firstDue, due < today ? today : due));
  const endMoved = between(project, latest(open.map(({ firstDue }) => firstDue)), lastDue);
  return Math.max(0, Math.max(...moves) - endMoved);
}

const between = workingDaysBetween;

function latest(days: readonly Day[]): Day {
  const [first, ...others] = days;
  if (first === undefined) throw new Error('No days to choose from');
  return others.reduce((last, day) => (day > last ? day : last), first);
}
