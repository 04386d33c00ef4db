import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { headOf } from '../../blocks/board/boardHead.ts';
import { verdictWords } from '../../blocks/verdict/verdictText.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { verdictOn } from '../../src/verdict/verdict.ts';
import { day } from '../support/day.ts';
import { aMilestone, aProject, lead } from '../support/people.ts';

type Morning = {
  readonly today: string;
  readonly verdict: 'none' | 'ontrack' | 'risk' | 'late' | 'finished';
  readonly plannedDays: number | null;
  readonly spareDays: number | null;
  readonly expectedEnd: string | null;
  readonly next: { readonly number: number; readonly date: string; readonly pointOfNoReturn: string } | null;
  readonly toMakeUp: number;
  readonly completed: number;
  readonly words: readonly string[];
};
type Told = {
  readonly startDate: string;
  readonly completionDate: string;
  readonly milestones: readonly {
    readonly number: number;
    readonly firstDue: string;
    readonly moves: readonly { readonly on: string; readonly to: string }[];
    readonly completedOn: string;
  }[];
  readonly mornings: readonly Morning[];
};

/** The project with which the rules were agreed. Its morning of waiting for the client is not here: nobody can wait yet. */
const told = JSON.parse(readFileSync(new URL('cirrus.json', import.meta.url), 'utf8')) as Told;
const project = aProject({
  name: 'Cirrus pricing',
  startDate: day(told.startDate),
  completionDate: day(told.completionDate),
  people: [{ ...lead, name: 'Mira Valdane' }, ...aProject().people.slice(1)],
});
const KINDS = { none: 'no-milestones', ontrack: 'on-track', risk: 'at-risk', late: 'late', finished: 'finished' };

/** As they stood that morning, before anybody did anything. */
function milestonesOn({ verdict, today }: Morning): readonly Milestone[] {
  if (verdict === 'none') return [];
  return told.milestones.map(({ number, firstDue, moves, completedOn }) => {
    const due = moves.findLast(({ on }) => on < today)?.to ?? firstDue;
    const dates = { number, firstDue: day(firstDue), due: day(due) };
    return completedOn < today
      ? aMilestone({ ...dates, state: 'completed', completedOn: day(completedOn) })
      : aMilestone(dates);
  });
}

describe.each(told.mornings)('Cirrus pricing on the morning of $today', (morning) => {
  const today = day(morning.today);
  const milestones = milestonesOn(morning);
  const verdict = verdictOn(project, milestones, today);

  it('has the verdict and the numbers that were agreed', () => {
    expect(verdict.kind).toBe(KINDS[morning.verdict]);
    if (!('spareDays' in verdict)) return expect(morning.next).toBeNull();
    const { plannedDays, spareDays, expectedEnd, toMakeUp, next } = verdict;
    const { number, due: date, pointOfNoReturn } = next;
    expect({ plannedDays, spareDays, expectedEnd, toMakeUp, next: { number, date, pointOfNoReturn } }).toEqual({
      plannedDays: morning.plannedDays,
      spareDays: morning.spareDays,
      expectedEnd: morning.expectedEnd,
      toMakeUp: morning.toMakeUp,
      next: morning.next,
    });
  });

  it('is told in the words that were agreed', () => {
    const { headline, reasons } = verdictWords(project, verdict, today);
    const [, section] = headOf(project, milestones, today).blocks;
    const shown = section?.type === 'section' ? (section.text?.text ?? '') : '';
    expect([headline, ...shown.replaceAll('*', '').split('\n')]).toEqual(morning.words);
    expect(morning.words.slice(1, 1 + reasons.length)).toEqual(reasons);
  });
});
