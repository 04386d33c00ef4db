import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Day } from '../../src/core/day.ts';
import { isSlip, readCommandLine, readCompleteWords } from '../../src/interactions/commandLine.ts';
import { readAddWords } from '../../src/milestones/addLine.ts';
import { day } from '../support/day.ts';

const calendar = (today: Day) => ({ today, wanted: 'coming', workingDays: [1, 2, 3, 4, 5] }) as const;

describe('a command line', () => {
  it.each([
    ['', { subcommand: '', words: '' }],
    ['  ', { subcommand: '', words: '' }],
    ['list', { subcommand: 'list', words: '' }],
    ['LIST  ', { subcommand: 'list', words: '' }],
    ['add  2026-12-04 A &lt;b&gt; &amp;amp; c', { subcommand: 'add', words: '2026-12-04 A <b> &amp; c' }],
    ['\u00a0add\n 4 Dec  A \n5 Dec B\t', { subcommand: 'add', words: '4 Dec  A \n5 Dec B' }],
  ])('%j', (text, expected) => expect(readCommandLine(text)).toEqual(expected));

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => void readAddWords(readCommandLine(text).words, calendar(day('2026-11-22'))),
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
    ['2026-12-04 First draft ---- what it will contain', read],
    ['2026-12-04 First draft -- -- what', { ...read, description: '-- what' }],
    ['2026-12-04 First draft -– what', { ...read, title: 'First draft -– what', description: '' }],
    ['2026-12-04 -- only a description', { ...read, title: '', description: 'only a description' }],
    ['2026-12-04', { ...read, title: '', description: '' }],
    ['2026-02-30 First draft', { due: '2026-02-30', title: 'First draft', description: '' }],
    ['04/12/2026 First draft', { due: '04/12/2026', title: 'First draft', description: '' }],
    ['First draft -- no date', { due: '', title: 'First draft', description: 'no date' }],
    ['2026-12-04 It’s Lena’s “draft”', { due: '2026-12-04', title: 'It’s Lena’s “draft”', description: '' }],
  ])('%j', (words, expected) => expect(readAddWords(words, calendar(day('2026-01-01')))).toMatchObject(expected));
});

describe('the words of complete', () => {
  it.each([
    ['3', '3', '', ''],
    ['3 yesterday', '3', 'yesterday', ''],
    ['3  20 Nov  --  a note', '3', '20 Nov', 'a note'],
    ['3 2026–11–20 — “a note”', '3', '2026–11–20', 'a note'],
    ['3 -- one -- two — three', '3', '', 'one -- two — three'],
    ['-- only a note', '', '', 'only a note'],
    ['', '', '', ''],
  ])('%j', (words, typed, completedOn, note) => expect(readCompleteWords(words)).toEqual({ typed, completedOn, note }));
});

it.each([
  ['complte', 'complete', true],
  ['competle', 'complete', false],
  ['shwo', 'show', true],
  ['lsit', 'list', true],
  ['edti', 'edit', true],
  ['lists', 'list', true],
  ['ad', 'add', true],
  ['plam', 'plan', true],
  ['remove', 'reopen', false],
  ['x', 'add', false],
  ['x'.repeat(4_000), 'add', false],
])('%s as a slip of %s: %s', (typed, name, slip) => expect(isSlip(typed, name)).toBe(slip));
