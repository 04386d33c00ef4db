import { describe, expect, it } from '@jest/globals';
import { answer } from '../blocks/shared/answers.ts';
import { failureText } from '../blocks/shared/failureText.ts';
import { plainSections } from '../blocks/shared/lines.ts';
import { sectionsOf } from '../blocks/shared/sections.ts';
import { clipped, fairShare, inCell, joinedWithin, listed, plain, quoted } from '../blocks/shared/text.ts';
import { quotePart } from '../blocks/shared/textPart.ts';
import { reasonProblem, requestProblem } from '../src/change-requests/request.ts';
import { readConfig } from '../src/config.ts';
import { parseDay } from '../src/core/day.ts';
import { timeZoneNamed } from '../src/core/timeZone.ts';
import { cleaned, isVisible, oneLine } from '../src/core/written.ts';
import { readDayWords, readWholeDay } from '../src/dates/readDay.ts';
import type { Calendar } from '../src/dates/span.ts';
import { readCommandLine, readCompleteWords } from '../src/interactions/commandLine.ts';
import { readAddOnTarget } from '../src/interactions/target.ts';
import { linesOf, readAddWords } from '../src/milestones/addLine.ts';
import { noteProblem, readDraft } from '../src/milestones/draft.ts';
import { readProject } from '../src/projects/readForm.ts';
import { readQuietSeconds } from '../src/projects/settings.ts';
import { readReminders } from '../src/reminders/readReminders.ts';
import { snoozeProblems } from '../src/reminders/reminderAnswer.ts';
import { day } from './support/day.ts';

/**
 * Whatever reads or shows what people type takes time in proportion to its length, for texts made to be slow. Ratios are
 * asserted, not times; `regularExpressions.test.ts` holds the same of each expression.
 */

type Reader = (text: string) => unknown;

const TODAY = day('2026-11-22');
const CALENDAR: Calendar = { today: TODAY, wanted: 'coming', workingDays: [1, 2, 3, 4, 5] };
/** Lengths in characters. */
const SHORT = 10_000;
const LONG = 40_000;
/** Four times the length takes four times as long where time is linear, sixteen times where it is quadratic. */
const RATIO_MAX = 8;
/** In less time than this, in ms, the memory of a text costs more than reading it. What is quadratic takes far longer. */
const FLOOR_MS = 4;
/** For so many ms a text that looks slow is tried again: what disturbs a measurement only ever adds to it. */
const PATIENCE_MS = 500;

const FILLERS = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\u00a0',
  '\u200b',
  ...'- – — " “ ” ’ 1 / . , : & < &lt; &amp; * ` a é 🎯'.split(' '),
];
/** Of these two by two. */
const PAIRED = [' ', '\n', ...'- — “ 1 / . , & a'.split(' ')];
const PAIRS = PAIRED.flatMap((one, index) => PAIRED.slice(index + 1).map((other) => one + other));
/** What stands before and after the filler: nothing, words, and parts of dates. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['', 'b'],
  ['add a', ''],
  ['add a', 'b'],
  ['3', '-- b'],
  ['“', '” b'],
  ['on', '4 Dec b'],
  ['4', 'Dec b'],
  ['4 Dec', 'b'],
  ['4 Dec to', '8 Dec b'],
  ['next', 'friday b'],
  ['in two', 'weeks b'],
];
/** For two fillers together, and for what shows a text without reading it. */
const PLAINLY = AROUND.slice(0, 4);

type Hostile = { readonly name: string; readonly short: string; readonly long: string };

function hostile(filler: string, [before, after]: (typeof AROUND)[number]): Hostile {
  const text = (length: number) => {
    const room = length - before.length - after.length;
    return `${before}${filler.repeat(Math.ceil(room / filler.length)).slice(0, room)}${after}`;
  };
  const name = JSON.stringify([before, filler, '…', after].filter((part) => part !== '').join(' '));
  return { name, short: text(SHORT), long: text(LONG) };
}

const READ = [
  ...FILLERS.flatMap((filler) => AROUND.map((around) => hostile(filler, around))),
  ...PAIRS.flatMap((pair) => PLAINLY.map((around) => hostile(pair, around))),
];
const SHOWN = FILLERS.flatMap((filler) => PLAINLY.map((around) => hostile(filler, around)));

/** What this process has worked so far, in ms: other work on the machine does not count. */
function worked(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How long one of so many readings takes, in ms. */
function msOf(read: Reader, text: string, times: number): number {
  const began = worked();
  for (let time = 0; time < times; time++) read(text);
  return (worked() - began) / times;
}

/** Takes the least of several measurements: nothing disturbed that one. */
function isLinear(read: Reader, { short, long }: Hostile): boolean {
  let [least, leastLong] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const until = worked() + PATIENCE_MS;
  do {
    leastLong = Math.min(leastLong, msOf(read, long, 1));
    if (leastLong <= RATIO_MAX * FLOOR_MS) return true;
    // As many characters as in the long one: so the memory that they take is gathered in as often.
    least = Math.min(least, msOf(read, short, LONG / SHORT));
    if (leastLong <= RATIO_MAX * Math.max(least, FLOOR_MS)) return true;
  } while (worked() < until);
  return false;
}

/** The first text that takes too long; the others would, too, and a quadratic one takes seconds. */
const firstSlow = (read: Reader, texts: readonly Hostile[]) => texts.find((text) => !isLinear(read, text))?.name;

const ofWords: Readonly<Record<string, Reader>> = {
  readCommandLine,
  readCompleteWords,
  readAddWords: (text) => readAddWords(text, CALENDAR),
  linesOf,
  readDayWords: (text) => readDayWords(text, CALENDAR),
  readWholeDay: (text) => readWholeDay(text, CALENDAR),
};

const ofFields: Readonly<Record<string, Reader>> = {
  readDraft: (text) => readDraft({ title: text, description: text, due: text }, TODAY),
  oneLine,
  cleaned,
  isVisible,
  noteProblem,
  requestProblem,
  reasonProblem,
  snoozeProblems: (text) => snoozeProblems({ until: text, reason: text }, { number: 1, snoozes: 1 }, TODAY),
  parseDay,
  timeZoneNamed,
  readProject: (text) =>
    readProject({ name: text, startDate: text, completionDate: text, timeZone: text, workingDays: [1] }),
  readReminders: (text) =>
    readReminders({}, { headsUp: text, onDay: true, weekly: true, overdueDays: text, at: text, adminAfter: text }),
  readQuietSeconds,
  readAddOnTarget: (text) =>
    readAddOnTarget(
      JSON.stringify({ projectId: '0'.repeat(24), due: TODAY, title: text, description: text, asked: 'x' }),
    ),
  readConfig: (text) => readConfig({ MONGODB_URI: text, SLACK_BOT_TOKEN: text, PORT: text, ADMIN_USER_IDS: text }),
};

const shown: Readonly<Record<string, Reader>> = {
  plain,
  quoted,
  inCell,
  'clipped, nearly all kept': (text) => clipped(text, text.length - 1),
  'clipped, little kept': (text) => clipped(text, 80),
  fairShare: (text) => fairShare(text.split(' '), text.length),
  joinedWithin: (text) => joinedWithin(text.split(' '), text.length),
  listed: (text) => listed(text.split(' '), text.length),
  quotePart,
  plainSections: (text) => plainSections(text.split(' ')),
  sectionsOf: (text) => sectionsOf(text.split(' ')),
  answer,
  failureText: (typed) => failureText({ kind: 'date-unreadable', typed, example: TODAY }),
};

it('what is quadratic is found', () => {
  const quadratic = (text: string) => /\s+x/.test(text.slice(0, text.length / 2));
  expect(firstSlow(quadratic, [hostile('a', ['', '']), hostile(' ', ['a', ''])])).toBe('"a   …"');
});

describe.each([
  ['words after a command are read', ofWords, READ],
  ['fields, buttons and settings are read', ofFields, READ],
  ['what people typed is shown', shown, SHOWN],
])('in linear time %s by', (_, readers, texts) => {
  it.each(Object.entries(readers))('%s', (_name, read) => expect(firstSlow(read, texts)).toBeUndefined());
});
