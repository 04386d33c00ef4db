import { records } from '../common/json.ts';
import type { Json } from '../types.ts';

/**
 * How each element that holds a value is spelt: in the block (`initial`), and in `state.values` and in an action (`now`).
 * docs.slack.dev/reference/block-kit/block-elements, docs.slack.dev/reference/interaction-payloads/block_actions-payload
 */
export type ValueFields = {
  readonly initial: string;
  readonly now: string;
  readonly kind: 'text' | 'option' | 'options' | 'id' | 'ids' | 'number' | 'rich' | 'files';
};

const TEXT: ValueFields = { initial: 'initial_value', now: 'value', kind: 'text' };
const OPTION: ValueFields = { initial: 'initial_option', now: 'selected_option', kind: 'option' };
const OPTIONS: ValueFields = { initial: 'initial_options', now: 'selected_options', kind: 'options' };

const SPELLINGS: Readonly<Record<string, ValueFields>> = {
  plain_text_input: TEXT,
  number_input: TEXT,
  email_text_input: TEXT,
  url_text_input: TEXT,
  rich_text_input: { initial: 'initial_value', now: 'rich_text_value', kind: 'rich' },
  file_input: { initial: 'initial_files', now: 'files', kind: 'files' },
  static_select: OPTION,
  external_select: OPTION,
  radio_buttons: OPTION,
  multi_static_select: OPTIONS,
  multi_external_select: OPTIONS,
  checkboxes: OPTIONS,
  users_select: { initial: 'initial_user', now: 'selected_user', kind: 'id' },
  conversations_select: { initial: 'initial_conversation', now: 'selected_conversation', kind: 'id' },
  channels_select: { initial: 'initial_channel', now: 'selected_channel', kind: 'id' },
  multi_users_select: { initial: 'initial_users', now: 'selected_users', kind: 'ids' },
  multi_conversations_select: { initial: 'initial_conversations', now: 'selected_conversations', kind: 'ids' },
  multi_channels_select: { initial: 'initial_channels', now: 'selected_channels', kind: 'ids' },
  datepicker: { initial: 'initial_date', now: 'selected_date', kind: 'id' },
  timepicker: { initial: 'initial_time', now: 'selected_time', kind: 'id' },
  datetimepicker: { initial: 'initial_date_time', now: 'selected_date_time', kind: 'number' },
};

/** `undefined` for elements that hold nothing: buttons, overflow menus. */
export function valueFieldsOf(element: Json): ValueFields | undefined {
  return typeof element.type === 'string' ? SPELLINGS[element.type] : undefined;
}

function isList(kind: ValueFields['kind']): boolean {
  return kind === 'options' || kind === 'ids' || kind === 'files';
}

/** What an untouched element holds; an empty one is present with null or an empty list. */
export function initialValue(element: Json): Json | undefined {
  const fields = valueFieldsOf(element);
  if (fields === undefined) return undefined;
  return { type: element.type, [fields.now]: element[fields.initial] ?? (isList(fields.kind) ? [] : null) };
}

export function isEmpty(element: Json, value: Json | undefined): boolean {
  const fields = valueFieldsOf(element);
  if (fields === undefined) return false;
  const held = value?.[fields.now];
  if (held === undefined || held === null || held === '') return true;
  return Array.isArray(held) && held.length === 0;
}

/** All options of a menu, those within groups included. */
export function optionsOf(element: Json): Json[] {
  return [...records(element.options), ...records(element.option_groups).flatMap((group) => records(group.options))];
}
