import { describe, expect, it } from '@jest/globals';
import { failureText, fieldFailureText } from '../../blocks/failureText.ts';
import type { Failure } from '../../src/domain/failure.ts';

const nasty = '<!channel> & *bold*';
const failures: readonly Failure[] = [
  { kind: 'not-on-project', projectName: nasty },
  { kind: 'client-only-reads', projectName: nasty },
  { kind: 'unknown-subcommand', command: '/milestone', typed: nasty, known: ['add', 'help'] },
  { kind: 'date-unreadable', typed: nasty, example: '2026-12-06' },
  { kind: 'date-ambiguous', typed: nasty, days: ['2026-12-04', '2027-04-12'] },
  { kind: 'not-a-number', typed: nasty, open: [1, 2] },
  { kind: 'no-such-milestone', number: 9, open: [] },
  { kind: 'two-roles', personName: nasty },
  { kind: 'unknown-time-zone', typed: nasty },
];

describe('the words of a refusal', () => {
  it.each(failures)('$kind: a plain sentence in which user text calls no one', (failure) => {
    expect(failureText(failure)).toMatchSnapshot();
    expect(failureText(failure)).not.toMatch(/<[!@#]/);
  });

  it('carry no markup under a field', () => {
    expect(fieldFailureText({ kind: 'date-missing', typed: '', example: '2026-12-06' })).toBe(
      'Choose the expected completion date.',
    );
  });
});
