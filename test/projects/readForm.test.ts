import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person } from '../../src/projects/project.ts';
import { peopleProblems, readProject } from '../../src/projects/readForm.ts';
import { readQuietSeconds } from '../../src/projects/settings.ts';
import { client, lead, thirdParty } from '../support/people.ts';

const words = {
  name: 'Atlas',
  startDate: '2026-11-16',
  completionDate: '2026-12-18',
  timeZone: 'Europe/Berlin',
  workingDays: [5, 1, 3] as const,
};
const problems = (changed: Partial<Parameters<typeof readProject>[0]>) => {
  const read = readProject({ ...words, ...changed });
  return read.ok ? [] : read.failure.map(({ field, failure }) => [field, failure.kind]);
};

describe('what an admin writes of a project', () => {
  it('is taken as written, white space and week in order', () => {
    expect(readProject({ ...words, name: '  Atlas \n two ' })).toEqual({
      ok: true,
      value: { ...words, name: 'Atlas two', workingDays: [1, 3, 5] },
    });
  });

  it.each([
    ['one day from start to end', { completionDate: '2026-11-16' }, []],
    ['80 characters of name', { name: '🎯'.repeat(80) }, []],
    ['81 characters of name', { name: 'x'.repeat(81) }, [['name', 'name-too-long']]],
    ['no name', { name: ' \n ' }, [['name', 'name-missing']]],
    ['no start date', { startDate: '' }, [['startDate', 'date-unreadable']]],
    ['a day that does not exist', { completionDate: '2026-02-30' }, [['completionDate', 'date-unreadable']]],
    ['an end before the start', { completionDate: '2026-11-15' }, [['completionDate', 'completion-before-start']]],
    ['no zone', { timeZone: '' }, [['timeZone', 'unknown-time-zone']]],
    ['a zone of nowhere', { timeZone: 'Europe/Atlantis' }, [['timeZone', 'unknown-time-zone']]],
    ['no working days', { workingDays: [] }, [['workingDays', 'no-working-days']]],
    [
      'all of it at once',
      { name: '', startDate: 'x', completionDate: 'y', timeZone: 'z', workingDays: [] },
      [
        ['name', 'name-missing'],
        ['startDate', 'date-unreadable'],
        ['completionDate', 'date-unreadable'],
        ['timeZone', 'unknown-time-zone'],
        ['workingDays', 'no-working-days'],
      ],
    ],
  ])('%s', (_name, changed, expected) => expect(problems(changed)).toEqual(expected));

  it('never breaks, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (name, startDate, completionDate, timeZone) => {
        readProject({ ...words, name, startDate, completionDate, timeZone });
      }),
    );
  });
});

describe('the people of a project', () => {
  it.each<readonly [string, readonly Person[], readonly (readonly [string, string])[]]>([
    ['one client and one expert of any kind', [client, thirdParty], []],
    ['no expert', [client], [['leads', 'no-experts']]],
    ['no client', [lead], [['clients', 'no-clients']]],
    ['one person with two roles', [client, lead, { ...lead, role: 'invitee' }], [['clients', 'two-roles']]],
    [
      'nobody',
      [],
      [
        ['clients', 'no-clients'],
        ['leads', 'no-experts'],
      ],
    ],
  ])('%s', (_name, people, expected) => {
    expect(peopleProblems(people).map(({ field, failure }) => [field, failure.kind])).toEqual(expected);
  });
});

describe('the quiet time', () => {
  it.each([
    ['0', 0],
    ['20', 20],
    [' 300 ', 300],
  ])('%p is taken', (typed, seconds) => expect(readQuietSeconds(typed)).toEqual({ ok: true, value: seconds }));

  it.each(['', '-1', '301', '1.5', '1e2', 'twenty', '٣', '99999'])('%p is refused', (typed) => {
    expect(readQuietSeconds(typed)).toEqual({
      ok: false,
      failure: { kind: 'quiet-time-unreadable', typed, max: 300 },
    });
  });

  it('is a whole number from 0 to 300, or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), (typed) => {
        const read = readQuietSeconds(typed);
        return !read.ok || (Number.isInteger(read.value) && read.value >= 0 && read.value <= 300);
      }),
    );
  });
});
