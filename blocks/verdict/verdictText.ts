import type { Day } from '../../src/core/day.ts';
import type { Project } from '../../src/projects/project.ts';
import type { Due, Outlook, Verdict } from '../../src/verdict/verdict.ts';
import { shortDayText } from '../shared/dates.ts';
import { counted, escaped, quoted } from '../shared/text.ts';

/** How a verdict is said on every surface. Nothing in it is of a person but the project's name, which is not escaped. */
export type VerdictWords = {
  /** A shape, so that the verdict is not told by colour alone. */
  readonly sign: string;
  /** "At risk". */
  readonly short: string;
  /** "Cirrus pricing is at risk". */
  readonly headline: string;
  /** What the verdict rests on, in one or two parts of whole sentences. Ours alone: nothing in them is to be escaped. */
  readonly reasons: readonly string[];
};

const SAID: Readonly<Record<Verdict['kind'], readonly [sign: string, short: string, predicate: string]>> = {
  'no-milestones': ['⚪', 'No milestones yet', 'has no milestones yet'],
  finished: ['✅', 'Finished', 'is finished'],
  late: ['🟥', 'Late', 'is late'],
  'at-risk': ['🔶', 'At risk', 'is at risk'],
  'on-track': ['🟢', 'On track', 'is on track'],
};

export function verdictWords({ name }: Pick<Project, 'name'>, verdict: Verdict, today: Day): VerdictWords {
  const [sign, short, predicate] = SAID[verdict.kind];
  return { sign, short, headline: `${name} ${predicate}`, reasons: reasonsOf(verdict, today) };
}

/** One line, once for a message's text and once in mrkdwn. */
export type Said = { readonly text: string; readonly mrkdwn: string };

/** The same in one line. */
export function verdictLine(project: Pick<Project, 'name'>, verdict: Verdict, today: Day): Said {
  const { sign, headline, reasons } = verdictWords(project, verdict, today);
  return {
    text: [`${sign} ${escaped(headline)}.`, ...reasons].join(' '),
    mrkdwn: [`${sign} *${quoted(headline)}.*`, ...reasons].join(' '),
  };
}

function reasonsOf(verdict: Verdict, today: Day): readonly string[] {
  const on = (day: Day) => shortDayText(day, today);
  switch (verdict.kind) {
    case 'no-milestones':
      return [`The agreed end is ${on(verdict.agreedEnd)}.`];
    case 'finished':
      return [finishedText(verdict, on)];
    case 'late':
      return [lateText(verdict, on), lateReason(verdict, today, on)];
    case 'at-risk':
    case 'on-track': {
      const [first] = verdict.overdue;
      const overdue = first === undefined ? '' : `${overdueText(first, on)}. `;
      return [`${overdue}${spareText(verdict, on)}`, pointOfNoReturnText(verdict.next, on)];
    }
  }
}

type On = (day: Day) => string;

function finishedText(verdict: Extract<Verdict, { kind: 'finished' }>, on: On): string {
  const { agreedEnd, completedOn, daysAfterEnd } = verdict;
  if (completedOn === agreedEnd) return `Completed on ${on(completedOn)}, the agreed end.`;
  if (daysAfterEnd === 0) return `Completed on ${on(completedOn)}. The agreed end is ${on(agreedEnd)}.`;
  const side = daysAfterEnd > 0 ? 'after' : 'before';
  return `Completed on ${on(completedOn)}, ${counted(Math.abs(daysAfterEnd), 'working day')} ${side} the agreed end, ${on(agreedEnd)}.`;
}

function lateText({ spareDays, expectedEnd, agreedEnd }: Outlook, on: On): string {
  if (spareDays >= 0) return `The agreed end, ${on(agreedEnd)}, has passed.`;
  return `As things stand the end is ${on(expectedEnd)}, ${counted(-spareDays, 'working day')} after the agreed end, ${on(agreedEnd)}.`;
}

function lateReason({ overdue, last }: Outlook, today: Day, on: On): string {
  const [first] = overdue;
  if (first === undefined) return `The last milestone, #${last.number}, is expected on ${on(last.due)}.`;
  const { pointOfNoReturn } = first;
  return `${overdueText(first, on)}; its point of no return ${pointOfNoReturn < today ? 'was' : 'is'} ${on(pointOfNoReturn)}.`;
}

/** Without its full stop. On a day off it may be overdue by no working day yet. */
function overdueText({ number, due, daysLate }: Due, on: On): string {
  return daysLate > 0
    ? `#${number} is overdue by ${counted(daysLate, 'working day')}`
    : `#${number} is overdue: it was expected on ${on(due)}`;
}

/** How much may still be lost before the agreed end moves. */
function spareText(outlook: Outlook, on: On): string {
  const { spareDays, plannedDays, canBeMadeUp, toMakeUp, agreedEnd } = outlook;
  const end = on(agreedEnd);
  const makingUp = toMakeUp > 0 ? `, ${toMakeUp} to make up` : '';
  if (spareDays < 0 || (spareDays === 0 && plannedDays === 0)) {
    const none = spareDays === 0 ? `No spare working days${makingUp}. ` : '';
    if (canBeMadeUp === 0) return `${none}The agreed end, ${end}, still holds.`;
    return `${none}Up to ${canBeMadeUp} can be made up before the agreed end, ${end}, moves.`;
  }
  if (spareDays === 0) return `No spare working days left${makingUp}. The agreed end, ${end}, still holds.`;
  if (spareDays < plannedDays) {
    return `${spareDays} of ${plannedDays} spare working days left${makingUp}. The agreed end, ${end}, still holds.`;
  }
  const before = `${makingUp}${makingUp === '' ? '' : ','} before the agreed end, ${end}.`;
  if (spareDays === 1) return `1 spare working day left${before}`;
  return `${spareDays === plannedDays ? 'All ' : ''}${spareDays} spare working days left${before}`;
}

function pointOfNoReturnText({ number, pointOfNoReturn }: Due, on: On): string {
  return `Point of no return: if #${number} is completed after ${on(pointOfNoReturn)}, the end moves.`;
}
