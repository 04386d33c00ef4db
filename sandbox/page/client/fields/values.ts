import type { Json } from '../json.ts';
import { isJson, record, records, string } from '../json.ts';

const MANY = new Set([
  'checkboxes',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
]);

/** Elements that are several controls with one name: a group with a legend, not a control with a label. */
export function isGroup(element: Json): boolean {
  return (
    (MANY.has(string(element.type)) && element.type !== 'multi_external_select') || element.type === 'radio_buttons'
  );
}

/**
 * What an element holds, in plain form: a text, the value of an option, ids. Options that the app itself offered
 * stay whole, since nothing else knows their words. `held` is Slack's `state.values` entry; an untouched element of a
 * message has none and holds what its block says.
 */
export function plainValue(element: Json, held: Json): unknown {
  const now = (name: string) => held[`selected_${name}`] ?? element[`initial_${name}`];
  switch (element.type) {
    case 'static_select':
    case 'radio_buttons':
      return record(now('option')).value ?? '';
    case 'external_select':
      return isJson(now('option')) ? now('option') : '';
    case 'checkboxes':
    case 'multi_static_select':
      return records(now('options')).map((option) => string(option.value));
    case 'multi_external_select':
      return records(now('options'));
    case 'users_select':
      return now('user') ?? '';
    case 'conversations_select':
      return now('conversation') ?? '';
    case 'channels_select':
      return now('channel') ?? '';
    case 'multi_users_select':
      return now('users') ?? [];
    case 'multi_conversations_select':
      return now('conversations') ?? [];
    case 'multi_channels_select':
      return now('channels') ?? [];
    case 'datepicker':
      return now('date') ?? '';
    case 'timepicker':
      return now('time') ?? '';
    case 'datetimepicker':
      return now('date_time') ?? '';
    case 'rich_text_input':
      return held.rich_text_value ?? element.initial_value ?? '';
    default:
      return held.value ?? element.initial_value ?? '';
  }
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

export function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
