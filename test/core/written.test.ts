import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleaned, isVisible, oneLine } from '../../src/core/written.ts';

describe('what people write is kept', () => {
  it.each([
    ['plain words', 'First draft', 'First draft'],
    ['an escape sequence', '\u001b[31mred', '[31mred'],
    ['a null character', 'a\u0000b', 'ab'],
    ['marks that turn the direction', '\u202egnorw\u202c \u061c\u200fx', 'gnorw x'],
    ['old format characters', 'a\u206ab\u206f', 'ab'],
    ['tags', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['blanks without width', 'a\u200bb\ufeffc\u2060', 'abc'],
    ['a joined emoji', '👩‍👩‍👧 ❤️', '👩‍👩‍👧 ❤️'],
    ['joiners of scripts', 'می‌خواهم', 'می‌خواهم'],
    ['accents of a language', 'Đặng Thị Thu Hằng', 'Đặng Thị Thu Hằng'],
    ['stacked accents', `e${'\u0301'.repeat(140)}`, `e${'\u0301'.repeat(3)}`],
    ['every way to end a line', 'a\r\nb\rc\u2028d\u2029e\u0085f\u000bg', 'a\nb\nc\nd\ne\nf\ng'],
    ['empty lines', 'a\n\n\n\n\nb', 'a\n\nb'],
    ['half a character', 'a\ud83db', 'ab'],
  ])('%s', (_what, written, kept) => expect(cleaned(written)).toBe(kept));

  it('on one line where it is a title or a name', () => {
    expect(oneLine('Mira\n#1 completed\t by\u202e me ')).toBe('Mira #1 completed by me');
  });

  it('for good: cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (written) => {
        expect(cleaned(cleaned(written))).toBe(cleaned(written));
        expect(oneLine(oneLine(written))).toBe(oneLine(written));
        expect(oneLine(written)).not.toMatch(/[\n\r]/);
      }),
    );
  });

  it('and is nothing where nobody sees it', () => {
    for (const written of ['', ' \n', '\u200b\u200d', '\u{e0041}', '\u3164', '\u0301'])
      expect(isVisible(written)).toBe(false);
    expect(isVisible('.')).toBe(true);
  });
});
