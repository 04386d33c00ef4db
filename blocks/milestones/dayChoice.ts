import type { Button } from '@slack/types';
import type { Day } from '../../src/core/day.ts';
import { answer } from '../shared/answers.ts';
import { dayInFull } from '../shared/dates.ts';
import type { ActionId } from '../shared/ids.ts';
import { quoted, type Rendered } from '../shared/text.ts';

/** The buttons of the question, the earlier day first. */
export const ADD_ON_ACTIONS = ['milestone_add_on_1', 'milestone_add_on_2'] as const satisfies readonly ActionId[];

/** Asks which of two days was meant, before anything is added. `values` are what the buttons stand for. */
export function dayQuestion(
  asked: { readonly typed: string; readonly title: string; readonly days: readonly [Day, Day] },
  today: Day,
  values: readonly [string, string],
): Rendered {
  const [one, other] = asked.days.map((day) => dayInFull(day, today));
  const words = `“${quoted(asked.typed)}” can be ${one}, or ${other}. When is “${quoted(asked.title)}” expected? Press the day you mean; it is added then.`;
  const buttons = asked.days.map(
    (day, index): Button => ({
      type: 'button',
      action_id: ADD_ON_ACTIONS[index === 0 ? 0 : 1],
      text: { type: 'plain_text', text: dayInFull(day, today) },
      value: values[index === 0 ? 0 : 1],
    }),
  );
  return answer(words, [{ type: 'actions', block_id: 'day_choice', elements: buttons }]);
}
