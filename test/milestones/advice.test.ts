import { describe, expect, it } from '@jest/globals';
import { adviceText, withAdvice } from '../../blocks/milestones/adviceText.ts';
import { answer } from '../../blocks/shared/answers.ts';
import type { Weekday } from '../../src/core/day.ts';
import { adviceOn, newAdvice } from '../../src/milestones/advice.ts';
import type { Milestone } from '../../src/milestones/milestone.ts';
import { day } from '../support/day.ts';

/** From a Monday to a Friday, two weeks and a half. */
const PROJECT = {
  startDate: day('2026-11-16'),
  completionDate: day('2026-12-04'),
  workingDays: [1, 2, 3, 4, 5] as readonly Weekday[],
};
type Stone = Pick<Milestone, 'number' | 'title' | 'due' | 'state'>;
const stone = (number: number, due: string, more: Partial<Stone> = {}): Stone => ({
  number,
  title: `Part ${number}`,
  due: day(due),
  state: 'open',
  ...more,
});
const wordsFor = (milestones: readonly Stone[], project = PROJECT) => adviceOn(project, milestones).map(adviceText);

describe('advice', () => {
  it('is not given on a plan that is as it should be, on no plan, or on what is done', () => {
    expect(wordsFor([stone(1, '2026-11-20'), stone(2, '2026-12-04')])).toEqual([]);
    expect(wordsFor([])).toEqual([]);
    expect(
      wordsFor([stone(1, '2026-11-21', { state: 'completed' }), stone(2, '2026-11-21', { state: 'removed' })]),
    ).toEqual([]);
  });

  it('looks at each title a fixed number of times, however many there are', () => {
    const readsWith = (count: number) => {
      let reads = 0;
      const milestones = Array.from({ length: count }, (_, index) => ({
        ...stone(index + 1, '2026-12-04'),
        get title() {
          reads++;
          return `Part ${index}`;
        },
      }));
      expect(adviceOn({ ...PROJECT, startDate: day('2026-12-01') }, milestones)).toEqual([]);
      return reads;
    };
    expect(readsWith(1_000) / readsWith(100)).toBeCloseTo(10);
  });

  it('says that the last milestone is not on the completion date', () => {
    expect(wordsFor([stone(1, '2026-11-20'), stone(2, '2026-11-27')])).toEqual([
      'The last milestone is expected on Fri 27 Nov 2026, but the project ends on Fri 4 Dec 2026. Let the last one be the completion date.',
    ]);
  });

  it('is content with the last working day where the completion date is a day off, and with that date itself', () => {
    const sunday = { ...PROJECT, completionDate: day('2026-12-06') };
    expect(wordsFor([stone(1, '2026-11-27'), stone(2, '2026-12-04')], sunday)).toEqual([]);
    expect(wordsFor([stone(1, '2026-11-27'), stone(2, '2026-12-06')], sunday)).toEqual([]);
  });

  it('says that dates are after the completion date', () => {
    expect(wordsFor([stone(1, '2026-11-27'), stone(2, '2026-12-07')])).toEqual([
      '#2 is expected after the project ends, on Fri 4 Dec 2026. Move it, or ask an admin to move the completion date.',
    ]);
  });

  it('says that more than two weeks are without a milestone, also at the start', () => {
    const long = { ...PROJECT, completionDate: day('2026-12-31') };
    expect(wordsFor([stone(1, '2026-12-01'), stone(2, '2026-12-15'), stone(3, '2026-12-31')], long)).toEqual([
      '15 days lie between the start of the project, Mon 16 Nov 2026, and #1, Tue 1 Dec 2026. Add one in between, so that a delay shows early.',
      '16 days lie between two milestones, Tue 15 Dec 2026, and #3, Thu 31 Dec 2026. Add one in between, so that a delay shows early.',
    ]);
  });

  it('says that a date is a day off', () => {
    expect(wordsFor([stone(1, '2026-11-21'), stone(2, '2026-12-04')])).toEqual([
      '#1 is expected on Sat 21 Nov 2026; Saturday is a day off in this project.',
    ]);
  });

  it('says that open milestones have the same title, however it is written, and calls no one', () => {
    const title = '<!channel> *Draft*';
    const milestones = [
      stone(1, '2026-11-20', { title }),
      stone(2, '2026-11-27', { title: title.toUpperCase() }),
      stone(3, '2026-12-04', { title, state: 'completed' }),
    ];
    expect(wordsFor(milestones)).toEqual([
      '#1 and #2 have the same title, “&lt;!channel&gt; *\u200bDraft*\u200b”. Rename one, or remove it if it is there twice.',
    ]);
  });

  it('shows five pieces at most, in the text as in the blocks', () => {
    const saturdays = Array.from({ length: 9 }, (_, index) => stone(index + 1, '2026-11-21'));
    const shown = withAdvice(answer('Added.'), adviceOn(PROJECT, saturdays));
    expect(shown.text).toContain('• … and 5 more like these.');
    expect(JSON.stringify(shown.blocks)).toContain('and 5 more like these');
    expect(withAdvice(answer('Added.'), [])).toEqual(answer('Added.'));
  });
});

describe('new advice', () => {
  const newWords = (before: readonly Stone[], after: readonly Stone[]) =>
    newAdvice(adviceOn(PROJECT, before), adviceOn(PROJECT, after)).map(adviceText);

  it('is what a change gave rise to, once', () => {
    const saturday = stone(1, '2026-11-21');
    expect(newWords([], [saturday])).toEqual([expect.stringContaining('Saturday is a day off')]);
    expect(newWords([saturday], [saturday, stone(2, '2026-11-24')])).toEqual([]);
    expect(newWords([saturday], [saturday, stone(2, '2026-11-22')])).toEqual([
      expect.stringContaining('Sunday is a day off'),
    ]);
  });

  it('does not tell a plan off that is still growing', () => {
    expect(newWords([], [stone(1, '2026-11-20')])).toEqual([]);
    expect(wordsFor([stone(1, '2026-11-20')])).toEqual([expect.stringContaining('The last milestone is expected')]);
  });
});
