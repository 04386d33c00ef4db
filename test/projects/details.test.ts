import { describe, expect, it } from '@jest/globals';
import type { Weekday } from '../../src/domain/day.ts';
import { detailsBetween, quietTimeText, workingDaysText } from '../../src/domain/details.ts';
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
      completionDate: '2026-12-23',
      workingDays: [1],
      quietSeconds: 0,
      people: [client, { ...invitee, role: 'lead' }, { userId: 'UNEW', name: 'Nora', role: 'client' }, thirdParty],
    });
    expect(detailsBetween(before, after)).toEqual([
      { what: 'name', before: 'Atlas', after: 'Boreas' },
      { what: 'completion date', before: '2026-12-18', after: '2026-12-23' },
      { what: 'working days', before: 'Monday to Friday', after: 'Monday' },
      { what: 'quiet time', before: '20 seconds', after: 'none, each change is told at once' },
      { what: 'Lena', before: 'expert lead', after: 'not on the project' },
      { what: 'Ivo', before: 'expert invitee', after: 'expert lead' },
      { what: 'Nora', before: 'not on the project', after: 'client' },
    ]);
  });
});
