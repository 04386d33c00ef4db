import type { Advice } from '../../src/milestones/advice.ts';
import { dayText, weekdayName } from '../shared/dates.ts';
import { clipped, listed, mrkdwn, quoted, type Rendered } from '../shared/text.ts';

/** How many pieces of advice one answer shows; more of them are read as a reproach. */
const SHOWN = 5;
const TITLE_SHOWN = 80;
const INTRODUCTION = '*Worth a look* (only you see this):';

/** One sentence in mrkdwn, user text escaped. */
export function adviceText(advice: Advice): string {
  switch (advice.kind) {
    case 'last-before-completion':
      return `The last milestone is expected on ${dayText(advice.last)}, but the project ends on ${dayText(advice.completionDate)}. Let the last one be the completion date.`;
    case 'after-completion':
      return `${numbers(advice.numbers)} ${advice.numbers.length === 1 ? 'is' : 'are'} expected after the project ends, on ${dayText(advice.completionDate)}. Move ${advice.numbers.length === 1 ? 'it' : 'them'}, or ask an admin to move the completion date.`;
    case 'gap':
      return `${advice.days} days lie between ${advice.fromStart ? 'the start of the project' : 'two milestones'}, ${dayText(advice.from)}, and #${advice.number}, ${dayText(advice.to)}. Add one in between, so that a delay shows early.`;
    case 'day-off':
      return `#${advice.number} is expected on ${dayText(advice.due)}; ${weekdayName(advice.weekday)} is a day off in this project.`;
    case 'same-title':
      return `${numbers(advice.numbers)} have the same title, “${quoted(clipped(advice.title, TITLE_SHOWN))}”. Rename one, or remove it if it is there twice.`;
  }
}

/** A private answer to an expert, with advice below it. */
export function withAdvice(shown: Rendered, advice: readonly Advice[]): Rendered {
  if (advice.length === 0) return shown;
  const left = advice.length - SHOWN;
  const lines = [
    INTRODUCTION,
    ...advice.slice(0, SHOWN).map((each) => `• ${adviceText(each)}`),
    ...(left > 0 ? [`• … and ${left} more like these.`] : []),
  ].join('\n');
  return {
    text: `${shown.text}\n${lines}`,
    blocks: [...shown.blocks, { type: 'section', text: mrkdwn(lines) }],
  };
}

function numbers(all: readonly number[]): string {
  return listed(all.map((number) => `#${number}`));
}
