import { describe, expect, it } from '@jest/globals';
import { detailText, quietTimeText, workingDaysText } from '../../blocks/projects/detailText.ts';
import type { Weekday } from '../../src/core/day.ts';
import { detailsBetween } from '../../src/projects/details.ts';
import { day } from '../support/day.ts';
import { aProject, client, invitee, lead, thirdParty } from '../support/people.ts';

describe('working days in words', () => {
  it.each<readonly [readonly Weekday[], string]>([
    [[], 'none'],
    [[3], 'Wednesday'],
    [[6, 7], 'Saturday and Sunday'],
    [[1, 2, 3, 4, 5], 'Monday to Friday'],
    [[1, 2, 3, 4, 5, 6, 7], 'Monday to Sunday'],
    [[1, 2, 4], 'Monday, Tuesday and Thursday'],
  ])('%j: %s', (days, words) => expect(workingDaysText(days)).toBe(words));
});

describe('quiet time in words', () => {
  it.each([
    [0, 'none, each change is told at once'],
    [1, '1 second'],
    [20, '20 seconds'],
  ])('%p: %s', (seconds, words) => expect(quietTimeText(seconds)).toBe(words));
});

describe('what changed of a project', () => {
  const before = aProject();

  it('is nothing where nothing did, in whatever order the people stand', () => {
    expect(detailsBetween(before, before)).toEqual([]);
    expect(detailsBetween(before, aProject({ people: [client, thirdParty, invitee, lead] }))).toEqual([]);
    expect(detailsBetween(before, aProject({ quietSeconds: 20 }))).toEqual([]);
  });

  it('names each field and each person with before and after', () => {
    const after = aProject({
      name: 'Boreas',
      completionDate: day('2026-12-23'),
      workingDays: [1],
      quietSeconds: 0,
      people: [client, { ...invitee, role: 'lead' }, { userId: 'UNEW', name: 'Nora', role: 'client' }, thirdParty],
    });
    const details = detailsBetween(before, after);
    expect(details.slice(0, 4)).toEqual([
      { what: 'name', before: 'Atlas', after: 'Boreas' },
      { what: 'completion date', before: '2026-12-18', after: '2026-12-23' },
      { what: 'working days', before: [1, 2, 3, 4, 5], after: [1] },
      { what: 'quiet time', before: 20, after: 0 },
    ]);
    expect(details.map(detailText)).toEqual([
      'name: Atlas → Boreas',
      'completion date: Fri 18 Dec 2026 → Wed 23 Dec 2026',
      'working days: Monday to Friday → Monday',
      'quiet time: 20 seconds → none, each change is told at once',
      'Lena: expert lead → not on the project',
      'Ivo: expert invitee → expert lead',
      'Nora: not on the project → client',
    ]);
  });
});
