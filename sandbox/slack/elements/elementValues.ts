import { isJson, text } from '../common/json.ts';
import type { Json } from '../types.ts';
import { actionId } from './blockTree.ts';
import { initialValue, optionsOf, valueFieldsOf } from './valueFields.ts';

/** Options the app has offered for a menu whose options come from it. */
export type Offered = (element: Json) => readonly Json[];

function pickOption(element: Json, given: unknown, offered: Offered): Json {
  if (isJson(given) && element.type === 'external_select') return given;
  if (isJson(given) && element.type === 'multi_external_select') return given;
  const options = [...optionsOf(element), ...offered(element)];
  const found = options.find((option) => option.value === given);
  if (found !== undefined) return found;
  const there = options.map((option) => String(option.value)).join(', ');
  throw new Error(`"${actionId(element)}" offers no option ${JSON.stringify(given)}; it offers: ${there}`);
}

function list(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [given];
}

function day(given: unknown): string {
  const value = text(given);
  if (value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw new Error(`a date picker takes YYYY-MM-DD, not ${JSON.stringify(given)}`);
}

function typed(given: unknown): string {
  const value = text(given);
  if (value === undefined) throw new Error(`a text is needed, not ${JSON.stringify(given)}`);
  return value;
}

/** A plain value as Slack's `state.values` and actions hold it; `null` or '' empties the field. */
export function elementValue(element: Json, given: unknown, offered: Offered): Json {
  const fields = valueFieldsOf(element);
  if (fields === undefined) throw new Error(`${String(element.type)} "${actionId(element)}" holds no value`);
  if (given === null || given === undefined || given === '') {
    const empty = initialValue({ type: element.type });
    return empty ?? { type: element.type };
  }
  const held = (value: unknown): Json => ({ type: element.type, [fields.now]: value });
  switch (fields.kind) {
    case 'option':
      return held(pickOption(element, given, offered));
    case 'options':
      return held(list(given).map((value) => pickOption(element, value, offered)));
    case 'ids':
      return held([...list(given)]);
    case 'number':
      return held(Number(given));
    case 'text':
      return held(typed(given));
    case 'id':
      return held(element.type === 'datepicker' ? day(given) : typed(given));
    default:
      return held(given);
  }
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Why Slack's own form would not let this through, if it would not. */
export function clientRefusal(element: Json, value: Json): string | undefined {
  const typed = text(value.value);
  if (typed !== undefined) {
    const long = typed.length;
    if (typeof element.max_length === 'number' && long > element.max_length)
      return `at most ${element.max_length} characters`;
    if (typeof element.min_length === 'number' && long < element.min_length)
      return `at least ${element.min_length} characters`;
    if (element.type === 'email_text_input' && !EMAIL.test(typed)) return 'not an e-mail address';
    if (element.type === 'url_text_input' && !URL.canParse(typed)) return 'not a link';
    if (element.type === 'number_input') return numberRefusal(element, typed);
  }
  const picked = value.selected_options ?? value.selected_users ?? value.selected_conversations;
  const most = element.max_selected_items;
  if (Array.isArray(picked) && typeof most === 'number' && picked.length > most) return `at most ${most} items`;
  return undefined;
}

function numberRefusal(element: Json, typed: string): string | undefined {
  const number = Number(typed);
  if (Number.isNaN(number)) return 'not a number';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'not a whole number';
  const least = text(element.min_value);
  const most = text(element.max_value);
  if (least !== undefined && number < Number(least)) return `at least ${least}`;
  if (most !== undefined && number > Number(most)) return `at most ${most}`;
  return undefined;
}
