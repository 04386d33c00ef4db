import type { KnownBlock } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { expertsOf, type Project } from '../../src/projects/project.ts';
import { verdictOn } from '../../src/verdict/verdict.ts';
import { dayText, shortDayText } from '../shared/dates.ts';
import { clipped, counted, escaped, listed, mrkdwn, plain, quoted } from '../shared/text.ts';
import { isAsFirstAgreed } from '../verdict/milestoneStands.ts';
import { type VerdictWords, verdictWords } from '../verdict/verdictText.ts';

/** The verdict, what it rests on, and the facts. Whoever reads no further knows how the project stands. */
export function headOf(
  project: Project,
  milestones: readonly Milestone[],
  today: Day,
): { readonly text: string; readonly blocks: readonly KnownBlock[] } {
  const { sign, short, headline, reasons } = wordsOf(project, milestones, today);
  const [reason = '', ...rest] = reasons;
  const facts = factsText(project, milestones, today);
  const said = [`*${quoted(reason)}*`, ...rest.map(quoted)].join('\n');
  return {
    text: [`${short}: ${escaped(headline)}.`, ...reasons.map(escaped), `${facts}.`].join(' '),
    blocks: [
      { type: 'header', text: plain(`${sign} ${clipped(headline, 140)}`) },
      { type: 'section', text: mrkdwn(said) },
      { type: 'context', elements: [mrkdwn(facts)] },
    ],
  };
}

function wordsOf(project: Project, milestones: readonly Milestone[], today: Day): VerdictWords {
  const verdict = verdictOn(project, milestones, today);
  const words = verdictWords(project, verdict, today);
  if (verdict.kind === 'no-milestones') return { ...words, reasons: [...words.reasons, nextStep(project)] };
  if (project.status !== 'closed' || verdict.kind === 'finished') return words;
  const open = milestones.filter(({ state }) => state === 'open').length;
  return {
    sign: '⚪',
    short: 'Closed',
    headline: `${project.name} is closed`,
    reasons: [`${counted(open, 'milestone')} ${open === 1 ? 'was' : 'were'} not completed.`],
  };
}

function nextStep(project: Project): string {
  if (project.status === 'closed') return 'The project is closed. No milestones were agreed.';
  if (project.status !== 'open') return 'Milestones are not open yet.';
  const experts = expertsOf(project);
  const lead = experts.find(({ role }) => role === 'lead') ?? experts[0];
  if (lead === undefined) return 'The experts agree the milestones next; you will see them here.';
  const who = experts.length > 1 ? `${lead.name} and the other experts agree` : `${lead.name} agrees`;
  return `${who} the milestones next; you will see them here.`;
}

/** "3 of 7 completed (2 by the first agreed date) · next: #4, Wed 2 Dec · as of Mon 30 Nov 2026". */
function factsText({ timeZone }: Project, milestones: readonly Milestone[], today: Day): string {
  const completed = milestones.filter(({ state }) => state === 'completed');
  const open = milestones
    .filter(({ state }) => state === 'open')
    .toSorted((a, b) => a.due.localeCompare(b.due) || a.number - b.number);
  const overdue = open.filter(({ due }) => due < today);
  const next = open[overdue.length];
  const kept = completed.length > 0 ? ` (${completed.filter(isAsFirstAgreed).length} by the first agreed date)` : '';
  return [
    ...(milestones.length > 0 ? [`${completed.length} of ${milestones.length} completed${kept}`] : []),
    ...(overdue.length > 0 ? [`${overdue.length} overdue: ${listed(overdue.map(({ number }) => `#${number}`))}`] : []),
    ...(next ? [`next: #${next.number}, ${shortDayText(next.due, today)}`] : []),
    `as of ${dayText(today)} in ${timeZone}`,
  ].join(' · ');
}
