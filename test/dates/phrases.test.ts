import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Weekday } from '../../src/core/day.ts';
import { type AddWords, readAddWords } from '../../src/milestones/addLine.ts';
import { day } from '../support/day.ts';

/**
 * What people write after `/milestone add`, from chats, mails, planning programs and spreadsheets. A line holds the day it
 * is, the phrase (`\t` for a tab), and what is right: `DAY > title`, `? DAY DAY > title` (ask), `! problem` (refuse), or
 * `- title` (no date there).
 */
const FOLDER = 'test/dates/phrases';
const WORKING_DAYS: readonly Weekday[] = [1, 2, 3, 4, 5];

type Row = readonly [today: string, phrase: string, wanted: string];

function rowsOf(file: string): Row[] {
  const lines = readFileSync(`${FOLDER}/${file}`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [today = '', phrase = '', wanted = ''] = line.split('\t');
    return [today, phrase.replaceAll('\\t', '\t'), wanted];
  });
}

function outcomeOf({ due, dueProblem, choice, title }: AddWords): string {
  if (choice) return `? ${choice.join(' ')} > ${title}`;
  if (dueProblem) return `! ${dueProblem.kind.replace('date-', '')}`;
  return due === '' ? `- ${title}` : `${due} > ${title}`;
}

const files = readdirSync(FOLDER);
const all = files.flatMap(rowsOf);

describe.each(files)('%s', (file) => {
  it('is read as it was meant, asked about, or refused for what is true', () => {
    const wrong = rowsOf(file).flatMap(([today, phrase, wanted]) => {
      const found = outcomeOf(readAddWords(phrase, { today: day(today), wanted: 'coming', workingDays: WORKING_DAYS }));
      return found === wanted ? [] : [`${today} ${JSON.stringify(phrase)}: ${found}, not ${wanted}`];
    });
    expect(wrong).toEqual([]);
  });
});

it('the table is long, and each phrase is in it once', () => {
  expect(all.length).toBeGreaterThanOrEqual(1_500);
  expect(new Set(all.map(([today, phrase]) => `${today} ${phrase}`)).size).toBe(all.length);
});
