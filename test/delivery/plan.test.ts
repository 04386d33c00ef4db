import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Day } from '../../src/core/day.ts';
import { planDelivery } from '../../src/delivery/plan.ts';
import { type Change, fieldsOf } from '../../src/history/change.ts';
import { netChanges } from '../../src/history/netChanges.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import type { Project } from '../../src/projects/project.ts';
import { day } from '../support/day.ts';
import { AT, anEntry } from '../support/entries.ts';
import { aMilestone, aProject } from '../support/people.ts';

const later = (seconds: number) => new Date(AT.getTime() + seconds * 1_000);

function planned(entries: readonly Change[], now: Date, project: Project = aProject()) {
  const [first, ...rest] = entries;
  if (first === undefined) throw new Error('nothing to plan');
  const subscription = { key: 'updates' as const, latest: entries.at(-1)?.seq ?? 0 };
  return planDelivery({ subscription, project, entries: [first, ...rest], milestones: [], request: undefined, now });
}

/** What the changes of one milestone are: its states one after the other, the first one absent where it is added. */
function history(...states: readonly (Partial<Milestone> | undefined)[]): readonly Change[] {
  const fields = states.map((each) => each && fieldsOf(aMilestone(each)));
  return fields.slice(1).map((after, index) => {
    const before = fields[index];
    const kind = before === undefined ? 'added' : 'edited';
    const change = { kind, milestoneNumber: 1, ...(before ? { before } : {}), ...(after ? { after } : {}) } as const;
    return anEntry(aProject({ version: index + 1 }), change);
  });
}

describe('an update', () => {
  const added = history(undefined, {});

  it('waits for the end of the quiet time of its first change', () => {
    expect(planned(added, later(19))).toEqual({ kind: 'later', at: later(20) });
    expect(planned(added, later(20))).toMatchObject({ kind: 'post', about: 'update', upTo: added[0]?.seq });
    expect(planned(added, AT, aProject({ quietSeconds: 0 }))).toMatchObject({ kind: 'post' });
  });

  it('does not wait for a clock that was ahead and was set back since', () => {
    expect(planned(added, later(-3_600))).toMatchObject({ kind: 'post' });
    // Clocks of two machines may be a little apart.
    expect(planned(added, later(-2))).toEqual({ kind: 'later', at: later(20) });
  });

  it('does not wait where a step of the project comes first', () => {
    const opened = anEntry(aProject(), { kind: 'milestones-opened' });
    expect(planned([opened], AT)).toMatchObject({ kind: 'post' });
  });

  it('tells of all that was saved until then', () => {
    const changes = history(undefined, {}, { title: 'Second draft' });
    expect(planned(changes, later(20))).toMatchObject({ kind: 'post', upTo: changes.at(-1)?.seq });
  });
});

describe('changes that cancel', () => {
  it.each<readonly [string, readonly (Partial<Milestone> | undefined)[]]>([
    ['added and removed', [undefined, {}, { state: 'removed' }]],
    ['added, edited and removed', [undefined, {}, { title: 'Other' }, { title: 'Other', state: 'removed' }]],
    ['moved and moved back', [{}, { due: day('2026-12-18') }, {}]],
    ['completed and reopened', [{}, { state: 'completed', completedOn: day('2026-11-23') }, {}]],
    ['removed and brought back', [{}, { state: 'removed' }, {}]],
    ['edited three times, back to the first words', [{}, { title: 'a' }, { title: 'b' }, {}]],
  ])('%s: nobody is told', (_name, states) => {
    expect(planned(history(...states), later(60))).toMatchObject({ kind: 'nothing' });
  });

  it.each<readonly [string, readonly (Partial<Milestone> | undefined)[]]>([
    ['moved twice', [{}, { due: day('2026-12-18') }, { due: day('2026-12-21') }]],
    [
      'completed with another day',
      [{ completedOn: day('2026-11-20'), state: 'completed' }, {}, { state: 'completed' }],
    ],
    ['removed', [{}, { state: 'removed' }]],
  ])('%s: everything is told', (_name, states) => {
    const changes = history(...states);
    expect(netChanges(changes)).toEqual(changes);
  });

  it('are only those of the milestone that ends as it began', () => {
    const moved = history({}, { due: day('2026-12-18') }, {});
    const other = anEntry(aProject({ version: 9 }), {
      kind: 'added',
      milestoneNumber: 2,
      after: fieldsOf(aMilestone()),
    });
    expect(netChanges([...moved, other])).toEqual([other]);
  });

  it('are details of the project, too', () => {
    const renamed = (before: string, after: string, more: Change['details'] = []) =>
      anEntry(aProject(), { kind: 'project-edited', details: [{ what: 'name', before, after }, ...more] });
    const zone = { what: 'time zone', before: 'Europe/Berlin', after: 'Europe/Paris' } as const;
    expect(netChanges([renamed('Atlas', 'Boreas'), renamed('Boreas', 'Atlas')])).toEqual([]);
    const left = netChanges([renamed('Atlas', 'Boreas', [zone]), renamed('Boreas', 'Atlas')]);
    expect(left.map(({ details }) => details)).toEqual([[zone]]);
  });

  it('a history is told exactly where it ends other than it began', () => {
    const state = fc.record({
      title: fc.constantFrom('First draft', 'Second draft'),
      due: fc.constantFrom<Day>(day('2026-12-04'), day('2026-12-18')),
    });
    fc.assert(
      fc.property(fc.array(state, { minLength: 2, maxLength: 6 }), (states) => {
        const isSame = JSON.stringify(states[0]) === JSON.stringify(states.at(-1));
        expect(netChanges(history(...states)).length === 0).toBe(isSame);
      }),
    );
  });
});
