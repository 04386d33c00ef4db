import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import type { Case } from './samples.ts';
import { actions, button, chars, inMessage, limits, many, mrkdwn, option, options, plain, section } from './samples.ts';

const TEXT = '/blocks/0/text';
const first = '/blocks/0/elements/0';
const menu = (more: Json): Json => actions({ type: 'static_select', ...more });
const boxes = (more: Json): Json => actions({ type: 'checkboxes', options: [option(0, more)] });
const overflow = (more: Json): Json => actions({ type: 'overflow', options: [option(0, more)] });
const ask = (more: Json): Json => actions(button({ confirm: { text: plain('Sure?'), ...more } }));
const group = (more: Json): Json => menu({ option_groups: [{ label: plain('Group'), options: options(1), ...more }] });
const filter = (value: Json): Json => actions({ type: 'conversations_select', filter: value });

const cases: readonly Case[] = [
  ['text: 3,000', section(chars(3000)), section(chars(3001)), `${TEXT}/text`, 'must be less than 3001 characters'],
  ['text: at least 1', section('x'), section(''), `${TEXT}/text`, 'must be more than 0 characters'],
  [
    'text: emoji only in plain_text',
    { type: 'section', text: { ...plain('x'), emoji: true } },
    { type: 'section', text: { ...mrkdwn('x'), emoji: true } },
    TEXT,
    'invalid additional property: emoji',
  ],
  [
    'text: verbatim only in mrkdwn',
    { type: 'section', text: { ...mrkdwn('x'), verbatim: true } },
    { type: 'section', text: { ...plain('x'), verbatim: true } },
    TEXT,
    'invalid additional property: verbatim',
  ],
  [
    'text: type',
    section(),
    { type: 'section', text: { type: 'markdown', text: 'x' } },
    `${TEXT}/type`,
    'unsupported type: markdown',
  ],
  [
    'text: is a string',
    section(),
    { type: 'section', text: { type: 'mrkdwn', text: 7 } },
    `${TEXT}/text`,
    'must provide a string',
  ],
  [
    'option: text 75',
    menu({ options: [option(0, { text: plain(chars(75)) })] }),
    menu({ options: [option(0, { text: plain(chars(76)) })] }),
    `${first}/options/0/text/text`,
    'must be less than 76 characters',
  ],
  [
    'option: value 150',
    menu({ options: [option(0, { value: chars(150) })] }),
    menu({ options: [option(0, { value: chars(151) })] }),
    `${first}/options/0/value`,
    'must be less than 151 characters',
  ],
  [
    'option: description 75',
    boxes({ description: mrkdwn(chars(75)) }),
    boxes({ description: mrkdwn(chars(76)) }),
    `${first}/options/0/description/text`,
    'must be less than 76 characters',
  ],
  [
    'option: needs a value',
    menu({ options: options(1) }),
    menu({ options: [{ text: plain('A') }] }),
    `${first}/options/0`,
    'missing required field: value',
  ],
  [
    'option: mrkdwn only in checkboxes and radio buttons',
    boxes({ text: mrkdwn('A') }),
    overflow({ text: mrkdwn('A') }),
    `${first}/options/0/text/type`,
    'unsupported type: mrkdwn',
  ],
  [
    'option: url only in overflow menus',
    overflow({ url: 'https://example.com' }),
    boxes({ url: 'https://example.com' }),
    `${first}/options/0`,
    'invalid additional property: url',
  ],
  [
    'option: url 3,000',
    overflow({ url: chars(3000) }),
    overflow({ url: chars(3001) }),
    `${first}/options/0/url`,
    'must be less than 3001 characters',
  ],
  [
    'option: has no type',
    boxes({}),
    boxes({ type: 'option' }),
    `${first}/options/0`,
    'invalid additional property: type',
  ],
  [
    'option group: label 75',
    group({ label: plain(chars(75)) }),
    group({ label: plain(chars(76)) }),
    `${first}/option_groups/0/label/text`,
    'must be less than 76 characters',
  ],
  [
    'option group: 100 options',
    group({ options: options(100) }),
    group({ options: options(101) }),
    `${first}/option_groups/0/options`,
    'no more than 100 items allowed',
  ],
  [
    'option group: at least 1 option',
    group({ options: options(1) }),
    group({ options: [] }),
    `${first}/option_groups/0/options`,
    'no less than 1 items allowed',
  ],
  [
    'confirm: title 100',
    ask({ title: plain(chars(100)) }),
    ask({ title: plain(chars(101)) }),
    `${first}/confirm/title/text`,
    'must be less than 101 characters',
  ],
  [
    'confirm: text 300',
    ask({ text: mrkdwn(chars(300)) }),
    ask({ text: mrkdwn(chars(301)) }),
    `${first}/confirm/text/text`,
    'must be less than 301 characters',
  ],
  [
    'confirm: confirm 30',
    ask({ confirm: plain(chars(30)) }),
    ask({ confirm: plain(chars(31)) }),
    `${first}/confirm/confirm/text`,
    'must be less than 31 characters',
  ],
  [
    'confirm: deny 30',
    ask({ deny: plain(chars(30)) }),
    ask({ deny: plain(chars(31)) }),
    `${first}/confirm/deny/text`,
    'must be less than 31 characters',
  ],
  [
    'confirm: style',
    ask({ style: 'danger' }),
    ask({ style: 'default' }),
    `${first}/confirm/style`,
    'must be a valid enum value',
  ],
  [
    'confirm: needs a text',
    ask({}),
    actions(button({ confirm: {} })),
    `${first}/confirm`,
    'missing required field: text',
  ],
  [
    'conversation filter: include not empty',
    filter({ include: ['im'] }),
    filter({ exclude_bot_users: true, include: [] }),
    `${first}/filter/include`,
    'no less than 1 items allowed',
  ],
  [
    'conversation filter: include',
    filter({ include: ['im', 'mpim', 'private', 'public'] }),
    filter({ include: ['dm'] }),
    `${first}/filter/include/0`,
    'must be a valid enum value',
  ],
  [
    'conversation filter: not empty',
    filter({ exclude_bot_users: true }),
    filter({}),
    `${first}/filter`,
    'missing required field: include or exclude_external_shared_channels or exclude_bot_users',
  ],
];

describe('composition objects', () => {
  limits((block) => inMessage(block), cases);
});

describe('characters are code points', () => {
  const header = (text: string): Json => ({ type: 'header', text: plain(text) });
  test('150 emoji fit into a header, 151 do not', () => {
    expect(inMessage(header('🏔'.repeat(150)))).toEqual([]);
    expect(inMessage(header('🏔'.repeat(151)))).toEqual([
      { pointer: '/blocks/0/text/text', message: 'must be less than 151 characters' },
    ]);
  });
});

describe('shapes', () => {
  test('what is undefined is not sent', () => {
    expect(inMessage({ ...section(), accessory: undefined })).toEqual([]);
    expect(inMessage({ type: 'header', text: undefined })).toEqual([
      { pointer: '/blocks/0', message: 'missing required field: text' },
    ]);
  });

  test.each([
    ['a list for an object', { type: 'header', text: [] }, '/blocks/0/text', 'must provide an object'],
    ['an object for a list', { type: 'actions', elements: {} }, '/blocks/0/elements', 'must provide an array'],
    ['null for a string', { ...section(), block_id: null }, '/blocks/0/block_id', 'must provide a string'],
    ['a string for a flag', { ...section(), expand: 'yes' }, '/blocks/0/expand', 'must provide a boolean'],
    [
      'a string for a number',
      actions({ type: 'external_select', min_query_length: '1' }),
      `${first}/min_query_length`,
      'must provide a number',
    ],
    [
      'a fraction for a count',
      actions({ type: 'external_select', min_query_length: 1.5 }),
      `${first}/min_query_length`,
      'must provide an integer',
    ],
    ['no type', { text: plain('x') }, '/blocks/0', 'missing required field: type'],
    ['a type from the prototype', { type: 'constructor' }, '/blocks/0/type', 'unsupported type: constructor'],
    [
      'a field from the prototype',
      { type: 'divider', toString: 1 },
      '/blocks/0',
      'invalid additional property: toString',
    ],
    ['something else for a block', 'divider', '/blocks/0', 'must provide an object'],
  ])('%s', (_what, block, pointer, message) => {
    expect(inMessage(block as Json)).toEqual([{ pointer, message }]);
  });

  test('every broken limit is told, not only the first', () => {
    const blocks = many(2, () => ({ type: 'header', text: plain('') }));
    expect(inMessage(...blocks)).toHaveLength(2);
  });
});
