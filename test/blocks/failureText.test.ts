import { describe, expect, it } from '@jest/globals';
import { failureText, fieldFailureText } from '../../blocks/shared/failureText.ts';
import type { Failure } from '../../src/core/failure.ts';
import { day } from '../support/day.ts';

const nasty = '<!channel> & *bold*';
const failures: readonly Failure[] = [
  { kind: 'not-on-project', projectName: nasty },
  { kind: 'client-only-reads', projectName: nasty },
  { kind: 'unknown-subcommand', command: '/milestone', typed: nasty, known: ['add', 'help'] },
  { kind: 'command-too-long', length: 39_012, max: 4_000 },
  { kind: 'date-unreadable', typed: nasty, example: day('2026-12-06') },
  { kind: 'date-ambiguous', typed: nasty, days: [day('2026-12-04'), day('2027-04-12')] },
  { kind: 'not-a-number', typed: nasty, state: 'open', numbers: [1, 2] },
  { kind: 'no-such-milestone', number: 9, state: 'completed', numbers: [] },
  { kind: 'two-roles', personName: nasty },
  { kind: 'unknown-time-zone', typed: nasty },
  { kind: 'too-many-people', max: 50 },
  { kind: 'not-your-last-action' },
  { kind: 'date-weekday', typed: nasty, days: [day('2026-12-03'), day('2026-12-04')] },
  { kind: 'date-range', typed: nasty, example: day('2026-12-06') },
  { kind: 'date-vague', typed: nasty, example: day('2026-12-06') },
  { kind: 'date-unclear', typed: nasty, example: day('2026-12-06') },
  { kind: 'date-short-year', typed: nasty, example: day('2026-12-06') },
];

describe('the words of a refusal', () => {
  it.each(failures)('$kind: a plain sentence in which user text calls no one', (failure) => {
    expect(failureText(failure)).toMatchSnapshot();
    expect(failureText(failure)).not.toMatch(/<[!@#]/);
  });

  it('carry no markup under a field', () => {
    expect(fieldFailureText({ kind: 'date-missing', typed: '', example: day('2026-12-06') })).toBe(
      'Choose the expected completion date.',
    );
  });
});
