import { casual } from 'chrono-node';
import { addDays, type Day, parseDay } from '../domain/day.ts';
import { ENDING } from './ending.ts';
import type { Span } from './readDay.ts';

const AMOUNT = String.raw`(an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})`;
const UNIT = '(day|week|month|year)s?';

/** What may stand at the beginning, and how to put it to chrono. */
const PHRASES: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [phrase('today'), () => 'today'],
  [phrase('tomorrow'), () => 'tomorrow'],
  [phrase(String.raw`(?:the\s+)?day\s+after\s+tomorrow`), () => 'the day after tomorrow'],
  [phrase(String.raw`in\s+${AMOUNT}\s+${UNIT}(?:['’]?s?['’]?\s+time)?`), ([, amount, unit]) => `in ${amount} ${unit}s`],
  [phrase(String.raw`${AMOUNT}\s+${UNIT}\s+from\s+(?:now|today)`), ([, amount, unit]) => `in ${amount} ${unit}s`],
  [phrase(String.raw`(?:at\s+)?(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?month`), () => 'end of month'],
];

function phrase(source: string): RegExp {
  return new RegExp(`^${source}${ENDING}`, 'i');
}

/** "tomorrow", "in two weeks", "end of the month". */
export function readSpokenDay(text: string, today: Day): Span | undefined {
  for (const [pattern, wording] of PHRASES) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const day = chronoDay(wording(match).toLowerCase(), today);
    return day === undefined ? undefined : { days: [day], length: match[0].length };
  }
  return undefined;
}

/** The reference is noon where the process runs, where chrono calculates: so neither zone nor change of clocks can move the day. */
function chronoDay(words: string, today: Day): Day | undefined {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number);
  const [result, ...others] = casual.parse(words, new Date(year, month - 1, date, 12), { forwardDate: true });
  if (result === undefined || others.length > 0 || result.text !== words) return undefined;
  const { start } = result;
  const part = (name: 'year' | 'month' | 'day', length: number) => String(start.get(name)).padStart(length, '0');
  const day = parseDay(`${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`);
  if (day === undefined || day < today) return undefined;
  // A month after 31 March is 30 April; chrono rolls over into May.
  const rolledOver = /month|year/.test(words) && words.startsWith('in ') && Number(day.slice(8)) !== date;
  return rolledOver ? addDays(day, -Number(day.slice(8))) : day;
}
