import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAddWords, readCommandLine } from '../../src/slack/commandLine.ts';

describe('a command line', () => {
  it.each([
    ['', { subcommand: '', words: '' }],
    ['  ', { subcommand: '', words: '' }],
    ['list', { subcommand: 'list', words: '' }],
    ['LIST  ', { subcommand: 'list', words: '' }],
    ['add  2026-12-04 A &lt;b&gt; &amp;amp; c', { subcommand: 'add', words: '2026-12-04 A <b> &amp; c' }],
  ])('%j', (text, expected) => expect(readCommandLine(text)).toEqual(expected));

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void readAddWords(readCommandLine(text).words, '2026-11-22'),
      ),
    );
  });
});

describe('the words of add', () => {
  const read = { due: '2026-12-04', title: 'First draft', description: 'what it will contain' };
  it.each([
    ['2026-12-04 First draft -- what it will contain', read],
    ['2026-12-04   First draft   --   what it will contain', read],
    ['2026-12-04 First draft — what it will contain', read],
    ['2026-12-04 First draft – what it will contain', read],
    ['2026‑12‑04 First draft -- what it will contain', read],
    ['2026–12–04 First draft -- what it will contain', read],
    ['2026-12-04 “First draft” -- “what it will contain”', read],
    ['“2026-12-04” "First draft" -- what it will contain', read],
    ['2026-12-04 First draft', { ...read, description: '' }],
    ['2026-12-04 First draft --', { ...read, description: '' }],
    ['2026-12-04 First draft -- one -- two — three', { ...read, description: 'one -- two — three' }],
    ['2026-12-04 Follow-up, e-mail--text', { ...read, title: 'Follow-up, e-mail--text', description: '' }],
    ['2026-12-04 -- only a description', { ...read, title: '', description: 'only a description' }],
    ['2026-12-04', { ...read, title: '', description: '' }],
    ['2026-02-30 First draft', { due: '2026-02-30', title: 'First draft', description: '' }],
    ['04/12/2026 First draft', { due: '04/12/2026', title: 'First draft', description: '' }],
    ['First draft -- no date', { due: '', title: 'First draft', description: 'no date' }],
    ['2026-12-04 It’s Lena’s “draft”', { due: '2026-12-04', title: 'It’s Lena’s “draft”', description: '' }],
  ])('%j', (words, expected) => expect(readAddWords(words, '2026-01-01')).toMatchObject(expected));
});
