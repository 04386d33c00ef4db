import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import {
  actions,
  inHome,
  inMessage,
  inModal,
  input,
  items,
  length,
  limits,
  plain,
  range,
  richText,
  value,
} from './samples.ts';

const A = '/blocks/0/elements/0';
const E = '/blocks/0/element';
const field = (type: string, more: Json = {}): Json => input({ type, ...more });
const text = (more: Json): Json => field('plain_text_input', more);
const number = (more: Json): Json => field('number_input', { is_decimal_allowed: true, ...more });
const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'rich_text_input'];

describe('elements of an input block', () => {
  limits(
    (block: Json) => inModal(block),
    [
      ...TYPED.map((type) =>
        length(`${type}: placeholder`, (v) => field(type, { placeholder: plain(v) }), 150, `${E}/placeholder/text`),
      ),
      length('number_input: placeholder', (v) => number({ placeholder: plain(v) }), 150, `${E}/placeholder/text`),
      length('plain_text_input: initial_value', (v) => text({ initial_value: v }), 3000, `${E}/initial_value`),
      length(
        'initial_value within max_length',
        (v) => text({ max_length: 5, initial_value: v }),
        5,
        `${E}/initial_value`,
      ),
      ...range('plain_text_input: min_length', (v) => text({ min_length: v }), 0, 3000, `${E}/min_length`),
      ...range('plain_text_input: max_length', (v) => text({ max_length: v }), 1, 3000, `${E}/max_length`),
      value(
        'min_value is a string',
        (v) => number({ min_value: v }),
        ['-1.5', -1.5],
        `${E}/min_value`,
        'must provide a string',
      ),
      value(
        'max_value is a string',
        (v) => number({ max_value: v }),
        ['10', 10],
        `${E}/max_value`,
        'must provide a string',
      ),
      value(
        'number in a string',
        (v) => number({ initial_value: v }),
        ['3', '3 €'],
        `${E}/initial_value`,
        'must be a valid number',
      ),
      value(
        'number_input: min_value not above max_value',
        (v) => number({ min_value: v, max_value: '9' }),
        ['9', '10'],
        `${E}/min_value`,
        'cannot be greater than max_value',
      ),
      value(
        'number_input: is_decimal_allowed',
        (v) => number({ is_decimal_allowed: v }),
        [false, undefined],
        E,
        'missing required field: is_decimal_allowed',
      ),
      ...range(
        'rich_text_input: min_lines',
        (v) => field('rich_text_input', { min_lines: v }),
        1,
        100,
        `${E}/min_lines`,
      ),
      ...range(
        'rich_text_input: max_lines',
        (v) => field('rich_text_input', { max_lines: v }),
        1,
        100,
        `${E}/max_lines`,
      ),
      value(
        'rich_text_input: initial_value is rich text',
        (v) => field('rich_text_input', { initial_value: v }),
        [richText(), plain('x')],
        `${E}/initial_value/type`,
        'unsupported type: plain_text',
      ),
      ...range('file_input: max_files', (v) => field('file_input', { max_files: v }), 1, 10, `${E}/max_files`),
      ...items(
        'dispatch_action_config',
        (n) => text({ dispatch_action_config: { trigger_actions_on: Array(n).fill('on_enter_pressed') } }),
        2,
        `${E}/dispatch_action_config/trigger_actions_on`,
      ),
      value(
        'dispatch_action_config: what there is',
        (v) => text({ dispatch_action_config: { trigger_actions_on: [v] } }),
        ['on_character_entered', 'on_change'],
        `${E}/dispatch_action_config/trigger_actions_on/0`,
        'must be a valid enum value',
      ),
    ],
  );
});

describe('surfaces of elements', () => {
  const refused = (pointer: string, type: string) => [
    { pointer: `${pointer}/type`, message: `unsupported type: ${type}` },
  ];

  test.each(['email_text_input', 'url_text_input', 'number_input', 'file_input'])('%s: modals only', (type) => {
    const block = type === 'number_input' ? number({}) : field(type);
    expect(inModal(block)).toEqual([]);
    expect(inHome(block)).toEqual(refused(E, type));
    expect(inMessage(block)).toEqual(refused(E, type));
  });

  test('datetimepicker: not in Home', () => {
    const block = actions({ type: 'datetimepicker' });
    expect(inModal(block)).toEqual([]);
    expect(inMessage(block)).toEqual([]);
    expect(inHome(block)).toEqual(refused(A, 'datetimepicker'));
  });

  test('rich_text_input: not in messages', () => {
    const block = field('rich_text_input');
    expect(inModal(block)).toEqual([]);
    expect(inHome(block)).toEqual([]);
    expect(inMessage(block)).toEqual(refused(E, 'rich_text_input'));
  });

  test('workflow_button: only in messages', () => {
    const workflow = { trigger: { url: 'https://slack.com/shortcuts/Ft1/2' } };
    const block = actions({ type: 'workflow_button', action_id: 'a', text: plain('Go'), workflow });
    expect(inMessage(block)).toEqual([]);
    expect(inModal(block)).toEqual(refused(A, 'workflow_button'));
    expect(inHome(block)).toEqual(refused(A, 'workflow_button'));
  });

  test('response_url_enabled: only in input blocks of modals', () => {
    const menu = { type: 'conversations_select', response_url_enabled: true };
    const message = 'response_url_enabled is only allowed in input blocks of modals';
    expect(inModal(input(menu))).toEqual([]);
    expect(inModal(actions(menu))).toEqual([{ pointer: `${A}/response_url_enabled`, message }]);
    expect(inHome(input(menu))).toEqual([{ pointer: `${E}/response_url_enabled`, message }]);
  });
});
