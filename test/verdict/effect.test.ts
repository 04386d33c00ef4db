import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effectText } from '../../blocks/verdict/effectText.ts';
import { addDays } from '../../src/core/day.ts';
import { type Change, fieldsOf } from '../../src/history/change.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { effectOf } from '../../src/verdict/effect.ts';
import { verdictOn } from '../../src/verdict/verdict.ts';
import { day } from '../support/day.ts';
import { anEntry } from '../support/entries.ts';
import { aMilestone, aProject } from '../support/people.ts';

const today = day('2026-11-24');
const project = aProject({ name: 'Cirrus pricing' });
const planned = [
  ['2026-11-27', '2026-12-02'],
  ['2026-12-03', '2026-12-08'],
  ['2026-12-14', '2026-12-17'],
].map(([from = '', to = ''], index) => {
  const before = aMilestone({ number: index + 4, due: day(from) });
  return { before, after: { ...before, due: day(to) } };
});

function changed(before: Milestone | undefined, after: Milestone, kind: Change['kind'] = 'edited'): Change {
  const values = { ...(before ? { before: fieldsOf(before) } : {}), after: fieldsOf(after) };
  return anEntry(project, { kind, milestoneNumber: after.number, ...values });
}

const said = (changes: readonly Change[], present: readonly Milestone[], now: Project = project) => {
  const effect = effectOf(now, changes, present, today);
  return effect && effectText(now, effect, today).mrkdwn;
};

describe('the effect of changes on the end', () => {
  it('is said with the verdict where that becomes another', () => {
    const changes = planned.map(({ before, after }) => changed(before, after));
    const present = planned.map(({ after }) => after);
    expect(said(changes, present)).toBe(
      '🔶 *Now at risk:* 1 of 4 spare working days left. The agreed end, Fri 18 Dec, still holds.',
    );
  });

  it('is said alone where the verdict stays', () => {
    const [first, ...rest] = planned;
    if (first === undefined) throw new Error('Nothing planned');
    const present = [{ ...first.after, due: day('2026-11-30') }, ...rest.map(({ before }) => before)];
    const [moved] = present;
    if (moved === undefined) throw new Error('Nothing moved');
    expect(said([changed(first.before, moved)], present)).toBe(
      'All 4 spare working days left, 1 to make up, before the agreed end, Fri 18 Dec.',
    );
  });

  it('is said of what is added, completed and removed', () => {
    const [only] = planned;
    if (only === undefined) throw new Error('Nothing planned');
    const { before: open } = only;
    const completed: Milestone = { ...open, state: 'completed', completedOn: today };
    expect(said([changed(undefined, open, 'added')], [open])).toMatch(/^🟢 \*Now on track:\* /);
    expect(said([changed(open, completed, 'completed')], [completed])).toMatch(/^✅ \*Now finished:\* /);
    expect(said([changed(open, { ...open, state: 'removed' }, 'removed')], [])).toBe(
      '⚪ *No milestones are left.* The agreed end is Fri 18 Dec.',
    );
  });

  it('is said of another completion date', () => {
    const present = planned.map(({ before }) => before);
    const earlier = aProject({ completionDate: day('2026-12-11') });
    const details = [
      { what: 'completion date', before: project.completionDate, after: earlier.completionDate },
    ] as const;
    expect(said([anEntry(earlier, { kind: 'project-edited', details })], present, earlier)).toMatch(
      /^🟥 \*Now late:\* /,
    );
  });

  it('is not said of words alone', () => {
    const [only] = planned;
    if (only === undefined) throw new Error('Nothing planned');
    expect(said([changed(only.before, { ...only.before, title: 'Other' })], [only.before])).toBeUndefined();
    expect(said([anEntry(project, { kind: 'people-changed' })], [only.before])).toBeUndefined();
  });

  it('is what the verdict was before, whatever was changed how often', () => {
    const step = fc.record({ number: fc.constantFrom(4, 5, 6, 7), move: fc.integer({ min: -9, max: 9 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const before = planned.map((each) => each.before);
        const now = new Map(before.map((each) => [each.number, each]));
        const changes = steps.map(({ number, move }) => {
          const present = now.get(number);
          const after = present
            ? { ...present, due: addDays(present.due, move) }
            : aMilestone({ number, due: addDays(today, move) });
          now.set(number, after);
          return changed(present, after, present ? 'edited' : 'added');
        });
        const effect = effectOf(project, changes, [...now.values()], today);
        if (effect === undefined) return;
        expect(effect.before).toEqual(verdictOn(project, before, today));
        expect(effect.after).toEqual(verdictOn(project, [...now.values()], today));
      }),
    );
  });
});
