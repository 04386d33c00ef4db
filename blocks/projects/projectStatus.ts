import type { KnownBlock } from '@slack/types';
import { type Day, dayAt } from '../../src/core/day.ts';
import { isPaymentMissing, type Project, quietSecondsOf } from '../../src/projects/project.ts';
import { remindersOf } from '../../src/reminders/policy.ts';
import type { Verdict } from '../../src/verdict/verdict.ts';
import { remindersText } from '../reminders/remindersText.ts';
import { projectStatusText } from '../shared/answers.ts';
import { dayInFull, dayText } from '../shared/dates.ts';
import { clipped, counted, escaped, listed, mrkdwn, plain, quoted, type Rendered } from '../shared/text.ts';
import { verdictLine } from '../verdict/verdictText.ts';
import { quietTimeText, workingDaysText } from './detailText.ts';
import { ROLE_FIELDS } from './projectFields.ts';

/** So that the people of all four roles stay within the 4,000 characters of a message's text. */
const PEOPLE_MAX = 600;
const NAMED = 30;

export type MilestoneCounts = {
  readonly all: number;
  readonly open: number;
  readonly overdue: number;
  readonly completed: number;
};

/** How a project stands, to one admin. */
export function statusAnswer(project: Project, milestones: MilestoneCounts, verdict: Verdict, today: Day): Rendered {
  const stands = project.status === 'open' ? `${verdictLine(project, verdict, today).mrkdwn}\n` : '';
  const head = `${stands}*${quoted(project.name)}* is ${projectStatusText(project)}. ${nextStep(project)}`;
  const lines = statusLines(project, milestones, today);
  return {
    text: [head, ...lines.map(([what, value]) => `${what}: ${escaped(value)}`)].join('\n'),
    blocks: [{ type: 'section', text: mrkdwn(head) }, ...sections(lines)],
  };
}

function nextStep(project: Project): string {
  if (project.status === 'closed') return 'A new project can be set up in this channel with `/project setup`.';
  if (project.status === 'open') return 'The experts add, change and complete milestones with `/milestone`.';
  if (isPaymentMissing(project)) {
    return 'Next: record the payment with `/project payment` when it is in, then open milestones with `/project open`.';
  }
  return 'Next: open milestones to the experts with `/project open`.';
}

type Line = readonly [what: string, value: string];

function statusLines(project: Project, milestones: MilestoneCounts, today: Day): readonly Line[] {
  return [
    ['Start date', dayInFull(project.startDate, today)],
    ['Completion date', dayInFull(project.completionDate, today)],
    ['Time zone', project.timeZone],
    ['Working days', workingDaysText(project.workingDays)],
    ['Initial payment', paymentText(project)],
    ['Quiet time', quietTimeText(quietSecondsOf(project))],
    ['Reminders', remindersText(remindersOf(project))],
    ...ROLE_FIELDS.map(({ role, words }): Line => {
      const names = project.people.filter((person) => person.role === role).map(({ name }) => name);
      return [words, names.length === 0 ? 'none' : clipped(listed(names, NAMED), PEOPLE_MAX)];
    }),
    ['Milestones', countsText(milestones)],
  ];
}

function paymentText({ payment, timeZone }: Project): string {
  if (!payment.agreed) return 'none agreed';
  if (payment.receivedAt === undefined) return 'agreed, not received yet';
  return `received, recorded on ${dayText(dayAt(payment.receivedAt, timeZone))}`;
}

function countsText({ all, open, overdue, completed }: MilestoneCounts): string {
  if (all === 0) return 'none yet';
  return `${counted(all, 'milestone')}: ${completed} completed, ${open} open, of which ${overdue} overdue`;
}

/** A section shows ten fields at most: five lines, each of a name and a value. */
function sections(lines: readonly Line[]): KnownBlock[] {
  const groups = Array.from({ length: Math.ceil(lines.length / 5) }, (_, index) =>
    lines.slice(index * 5, index * 5 + 5),
  );
  return groups.map((group) => ({
    type: 'section',
    fields: group.flatMap(([what, value]) => [mrkdwn(`*${what}*`), plain(value)]),
  }));
}
