import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clipped, counted, escaped, listed, plain, quoted } from '../../blocks/shared/text.ts';

describe('what people wrote', () => {
  it('can call no one', () => {
    for (const text of ['<!channel>', '<!here|here>', '<@U123>', '<#C1>', '<!subteam^S1>', '<http://evil|click>']) {
      for (const safe of [escaped(text), quoted(text), plain(text).text]) expect(safe).not.toMatch(/[<>]/);
    }
  });

  it('never holds a control character once escaped, and says the same', () => {
    const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escaped(text)).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        expect(unescaped(escaped(text))).toBe(text);
        expect(unescaped(quoted(text)).replaceAll('\u200b', '')).toBe(text.replaceAll('\u200b', ''));
      }),
    );
  });

  it('formats nothing within a sentence of ours', () => {
    expect(quoted('a *b* _c_ ~d~ `e`')).toBe('a *\u200bb*\u200b _\u200bc_\u200b ~\u200bd~\u200b `\u200be`\u200b');
  });
});

describe('clipped', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['🎯🎯🎯', 5, '🎯🎯…'],
    ['&&&', 11, '&&…'],
  ])('%s to %i is %s', (text, max, expected) => expect(clipped(text, max)).toBe(expected));
});

it('counts and lists as people do', () => {
  expect([0, 1, 2].map((n) => counted(n, 'milestone'))).toEqual(['0 milestones', '1 milestone', '2 milestones']);
  expect(listed([])).toBe('');
  expect(listed(['#1'])).toBe('#1');
  expect(listed(['#1', '#2', '#3'])).toBe('#1, #2 and #3');
  expect(listed(['1', '2', '3', '4'], 2)).toBe('1, 2 and 2 more');
});
