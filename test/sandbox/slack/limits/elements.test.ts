import { describe } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import type { Case } from './samples.ts';
import {
  actions,
  button,
  inMessage,
  items,
  length,
  limits,
  many,
  mrkdwn,
  option,
  options,
  plain,
  range,
  value,
} from './samples.ts';

const A = '/blocks/0/elements/0';
const element = (type: string, more: Json = {}): Json => actions({ type, ...more });
const press = (more: Json): Json => actions(button(more));
const workflow = { trigger: { url: 'https://slack.com/shortcuts/Ft1/2' } };
const start = (more: Json): Json =>
  element('workflow_button', { text: plain('Go'), workflow, action_id: 'a', ...more });
const group = (count: number): Json => ({ label: plain('Group'), options: options(count) });
const aboveZero = 'must be more than 0 characters';
const notAnOption = 'must match one of the options';
const wrongDate = 'must be a valid date in the format YYYY-MM-DD';
const wrongTime = 'must be a valid time in the format HH:mm';

const buttons: readonly Case[] = [
  length('button: text', (v) => press({ text: plain(v) }), 75, `${A}/text/text`),
  length('button: value', (v) => press({ value: v }), 2000, `${A}/value`),
  length('button: url', (v) => press({ url: v }), 3000, `${A}/url`),
  length('button: accessibility_label', (v) => press({ accessibility_label: v }), 75, `${A}/accessibility_label`),
  length('action_id', (v) => press({ action_id: v }), 255, `${A}/action_id`),
  value('action_id: at least 1', (v) => press({ action_id: v }), ['x', ''], `${A}/action_id`, aboveZero),
  value(
    'button: style',
    (v) => press({ style: v }),
    ['primary', 'default'],
    `${A}/style`,
    'must be a valid enum value',
  ),
  value(
    'button: plain',
    (v) => press({ text: v }),
    [plain('x'), mrkdwn('x')],
    `${A}/text/type`,
    'unsupported type: mrkdwn',
  ),
  value('button: value', (v) => press({ value: v }), ['7', 7], `${A}/value`, 'must provide a string'),
  value('button: nothing else', press, [{}, { disabled: true }], A, 'invalid additional property: disabled'),
  length('workflow_button: text', (v) => start({ text: plain(v) }), 75, `${A}/text/text`),
  length(
    'workflow_button: accessibility_label',
    (v) => start({ accessibility_label: v }),
    75,
    `${A}/accessibility_label`,
  ),
  value(
    'workflow_button: trigger url',
    (v) => start({ workflow: v }),
    [workflow, { trigger: {} }],
    `${A}/workflow/trigger`,
    'missing required field: url',
  ),
  value(
    'workflow_button: action_id',
    (v) => start({ action_id: v }),
    ['a', undefined],
    A,
    'missing required field: action_id',
  ),
];

const choices: readonly Case[] = [
  ...items('checkboxes: options', (n) => element('checkboxes', { options: options(n) }), 10, `${A}/options`),
  ...items('radio_buttons: options', (n) => element('radio_buttons', { options: options(n) }), 10, `${A}/options`),
  ...items('overflow: options', (n) => element('overflow', { options: options(n) }), 5, `${A}/options`),
  ...items('static_select: options', (n) => element('static_select', { options: options(n) }), 100, `${A}/options`),
  ...items(
    'static_select: groups',
    (n) => element('static_select', { option_groups: many(n, () => group(1)) }),
    100,
    `${A}/option_groups`,
  ),
  value(
    'static_select: options or groups',
    (v: Json) => element('static_select', v),
    [{ options: options(1) }, {}],
    A,
    'missing required field: options or option_groups',
  ),
  value(
    'static_select: not both',
    (v: Json) => element('static_select', { options: options(1), ...v }),
    [{}, { option_groups: [group(1)] }],
    A,
    'only one of options, option_groups allowed',
  ),
  value(
    'checkboxes: initial_options are options',
    (n) => element('checkboxes', { options: options(2), initial_options: options(n) }),
    [2, 3],
    `${A}/initial_options/2`,
    notAnOption,
  ),
  value(
    'radio_buttons: initial_option is an option, field by field',
    (v) => element('radio_buttons', { options: options(2), initial_option: option(1, { value: v }) }),
    ['1', '7'],
    `${A}/initial_option`,
    notAnOption,
  ),
  value(
    'static_select: initial_option is an option, in any order of its fields',
    (v) => element('static_select', { options: options(2), initial_option: v }),
    [{ value: '1', text: plain('Option 1') }, option(2)],
    `${A}/initial_option`,
    notAnOption,
  ),
  value(
    'static_select: initial_option is in a group',
    (n) => element('static_select', { option_groups: [group(2)], initial_option: option(n) }),
    [1, 2],
    `${A}/initial_option`,
    notAnOption,
  ),
  value(
    'multi_static_select: initial_options are options',
    (n) => element('multi_static_select', { options: options(2), initial_options: [option(n)] }),
    [1, 2],
    `${A}/initial_options/0`,
    notAnOption,
  ),
];

const pickers: readonly Case[] = [
  value(
    'datepicker: exists',
    (v) => element('datepicker', { initial_date: v }),
    ['2028-02-29', '2027-02-29'],
    `${A}/initial_date`,
    wrongDate,
  ),
  value(
    'datepicker: form',
    (v) => element('datepicker', { initial_date: v }),
    ['2026-09-01', '2026-9-1'],
    `${A}/initial_date`,
    wrongDate,
  ),
  value(
    'timepicker: exists',
    (v) => element('timepicker', { initial_time: v }),
    ['23:59', '24:00'],
    `${A}/initial_time`,
    wrongTime,
  ),
  value(
    'timepicker: form',
    (v) => element('timepicker', { initial_time: v }),
    ['09:05', '9:05'],
    `${A}/initial_time`,
    wrongTime,
  ),
  ...range(
    'datetimepicker: 10 digits',
    (v) => element('datetimepicker', { initial_date_time: v }),
    1_000_000_000,
    9_999_999_999,
    `${A}/initial_date_time`,
  ),
  value(
    'external_select: min_query_length from 0',
    (v) => element('external_select', { min_query_length: v }),
    [0, -1],
    `${A}/min_query_length`,
    'must be greater than -1',
  ),
];

const MENUS = ['users_select', 'channels_select', 'conversations_select', 'external_select'];
const MULTI = MENUS.map((type) => `multi_${type}`);

describe('elements of an actions block', () => {
  const check = (block: Json) => inMessage(block);
  limits(check, [...buttons, ...choices, ...pickers]);
  limits(
    check,
    ['datepicker', 'timepicker', ...MENUS, ...MULTI].map((type) =>
      length(`${type}: placeholder`, (v) => element(type, { placeholder: plain(v) }), 150, `${A}/placeholder/text`),
    ),
  );
  limits(
    check,
    MULTI.map((type) =>
      value(
        `${type}: max_selected_items from 1`,
        (v) => element(type, { max_selected_items: v }),
        [1, 0],
        `${A}/max_selected_items`,
        'must be greater than 0',
      ),
    ),
  );
});
