import { records } from '../common/json.ts';
import type { Json, ViewValues } from '../types.ts';
import { actionId, allElements, blockId } from './blockTree.ts';
import { initialValue, optionsOf, valueFieldsOf } from './valueFields.ts';

/** What all fields of these blocks hold before anybody has touched them. */
export function initialValues(blocks: readonly Json[]): ViewValues {
  const values: ViewValues = {};
  for (const { block, element } of allElements(blocks)) {
    const held = initialValue(element);
    if (held !== undefined) values[blockId(block)] = { ...values[blockId(block)], [actionId(element)]: held };
  }
  return values;
}

function stillFits(element: Json, held: Json | undefined): held is Json {
  if (held === undefined || held.type !== element.type) return false;
  const options = optionsOf(element).map((option) => option.value);
  if (options.length === 0) return true;
  const fields = valueFieldsOf(element);
  const picked = fields?.kind === 'option' ? records([held.selected_option]) : records(held.selected_options);
  return picked.every((option) => options.includes(option.value));
}

/**
 * An updated view keeps what was typed wherever block_id and action_id stay the same: new initial values do not show.
 * docs.slack.dev/surfaces/modals, "Updating modals"
 */
export function keptValues(blocks: readonly Json[], before: ViewValues): ViewValues {
  const values = initialValues(blocks);
  for (const { block, element } of allElements(blocks)) {
    const held = before[blockId(block)]?.[actionId(element)];
    const block_ = values[blockId(block)];
    if (block_ !== undefined && stillFits(element, held)) block_[actionId(element)] = held;
  }
  return values;
}
