import type { Json } from '../json.ts';
import { isJson, record, string } from '../json.ts';
import { isEmpty, plainValue } from './values.ts';

/** What Slack itself finds wrong before a modal is sent: block_id to words. */
export function findMistakes(
  blocks: readonly Json[],
  values: Json,
  edits: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const mistakes: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== 'input' || !isJson(block.element)) continue;
    const id = string(block.block_id);
    const held = record(record(values[id])[string(block.element.action_id)]);
    const mistake = mistakeIn(block, block.element, edits[id] ?? plainValue(block.element, held));
    if (mistake) mistakes[id] = mistake;
  }
  return mistakes;
}

function mistakeIn(block: Json, element: Json, value: unknown): string | undefined {
  if (isEmpty(value)) return block.optional === true ? undefined : 'Please complete this required field.';
  const most = element.max_selected_items;
  if (typeof most === 'number' && Array.isArray(value) && value.length > most) return `Select at most ${most}.`;
  if (typeof value !== 'string') return undefined;
  const length = Array.from(value).length;
  const { min_length: shortest, max_length: longest } = element;
  if (typeof shortest === 'number' && length < shortest) return `Enter at least ${shortest} characters.`;
  if (typeof longest === 'number' && length > longest) return `Enter at most ${longest} characters.`;
  switch (element.type) {
    case 'number_input':
      return numberMistake(element, value);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : 'Please enter a valid e-mail address.';
    case 'url_text_input':
      return URL.canParse(value) ? undefined : 'Please enter a valid URL.';
    default:
      return undefined;
  }
}

function numberMistake(element: Json, typed: string): string | undefined {
  const number = Number(typed);
  if (Number.isNaN(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  const [least, most] = [Number(element.min_value), Number(element.max_value)];
  if (number < least) return `Please enter at least ${least}.`;
  if (number > most) return `Please enter at most ${most}.`;
  return undefined;
}
