import { describe, expect, test } from '@jest/globals';
import { checkOptions, checkView } from '../../../../sandbox/slack/limits/check.ts';
import type { Json } from '../../../../sandbox/slack/types.ts';
import type { Case } from './samples.ts';
import {
  actions,
  button,
  chars,
  home,
  inModal,
  input,
  length,
  limits,
  many,
  modal,
  mrkdwn,
  options,
  plain,
  section,
} from './samples.ts';

const divider: Json = { type: 'divider' };

describe('modal', () => {
  const field = input({ type: 'plain_text_input' });
  limits(
    (view) => checkView(view, 'modal'),
    [
      length('title', (v) => modal([], { title: plain(v) }), 24, '/title/text'),
      length('submit', (v) => modal([], { submit: plain(v) }), 24, '/submit/text'),
      length('close', (v) => modal([], { close: plain(v) }), 24, '/close/text'),
      length('private_metadata', (v) => modal([], { private_metadata: v }), 3000, '/private_metadata'),
      length('callback_id', (v) => modal([], { callback_id: v }), 255, '/callback_id'),
      length('external_id', (v) => modal([], { external_id: v }), 255, '/external_id'),
      [
        'title: at least 1',
        modal([]),
        modal([], { title: plain('') }),
        '/title/text',
        'must be more than 0 characters',
      ],
      ['title: plain text', modal([]), modal([], { title: mrkdwn('x') }), '/title/type', 'unsupported type: mrkdwn'],
      ['needs a title', modal([]), modal([], { title: undefined }), '', 'missing required field: title'],
      [
        '100 blocks',
        modal(many(100, () => divider)),
        modal(many(101, () => divider)),
        '/blocks',
        'no more than 100 items allowed',
      ],
      [
        'an input block needs submit',
        modal([field]),
        modal([field], { submit: undefined }),
        '',
        'missing required field: submit',
      ],
      [
        'nothing else',
        modal([], { clear_on_close: true, notify_on_close: true }),
        modal([], { submit_disabled: true }),
        '',
        'invalid additional property: submit_disabled',
      ],
      ['is a modal', modal([]), modal([], { type: 'dialog' }), '/type', 'must be a valid enum value'],
    ],
  );

  test('without submit, if nothing is asked', () => {
    expect(checkView(modal([section()], { submit: undefined }), 'modal')).toEqual([]);
  });

  test('250 kB', () => {
    const view = (size: number): Json => {
      const blocks = many(90, () => section(chars(2700)));
      const rest = size - JSON.stringify(modal([...blocks, section('')])).length;
      return modal([...blocks, section(chars(rest))]);
    };
    expect(checkView(view(250_000), 'modal')).toEqual([]);
    expect(checkView(view(250_001), 'modal')).toEqual([{ pointer: '', message: 'view_too_large' }]);
  });

  test('one element with the focus', () => {
    const focused = (id: string): Json => input({ type: 'plain_text_input', action_id: id, focus_on_load: true });
    expect(inModal(focused('a'), input({ type: 'plain_text_input', focus_on_load: false }))).toEqual([]);
    expect(inModal(focused('a'), focused('b'))).toEqual([
      { pointer: '/blocks/1/element/focus_on_load', message: 'only one element can have focus_on_load' },
    ]);
  });
});

describe('ids', () => {
  test('a block_id stands once in a view', () => {
    expect(inModal({ ...divider, block_id: 'a' }, { ...divider, block_id: 'b' })).toEqual([]);
    expect(inModal({ ...divider, block_id: 'a' }, { ...divider, block_id: 'a' })).toEqual([
      { pointer: '/blocks/1/block_id', message: 'block_id already exists: a' },
    ]);
  });

  test('an action_id stands once in a block, and may stand in another', () => {
    const go = button({ action_id: 'go' });
    expect(inModal(actions(go), actions(go))).toEqual([]);
    expect(inModal(actions(go, go))).toEqual([
      { pointer: '/blocks/0/elements/1/action_id', message: 'action_id already exists: go' },
    ]);
  });
});

describe('home', () => {
  limits(
    (view) => checkView(view, 'home'),
    [
      [
        '100 blocks',
        home(many(100, () => divider)),
        home(many(101, () => divider)),
        '/blocks',
        'no more than 100 items allowed',
      ],
      length('private_metadata', (v) => home([], { private_metadata: v }), 3000, '/private_metadata'),
      ...['title', 'submit', 'close'].map(
        (name): Case => [
          `no ${name}`,
          home([]),
          home([], { [name]: plain('x') }),
          '',
          `invalid additional property: ${name}`,
        ],
      ),
      ...['clear_on_close', 'notify_on_close'].map(
        (name): Case => [
          `no ${name}`,
          home([]),
          home([], { [name]: true }),
          '',
          `invalid additional property: ${name}`,
        ],
      ),
      ['is a home', home([]), home([], { type: 'modal' }), '/type', 'must be a valid enum value'],
      ['needs blocks', home([]), { type: 'home' }, '', 'missing required field: blocks'],
    ],
  );

  test('takes input blocks without submit', () => {
    expect(checkView(home([input({ type: 'plain_text_input' })]), 'home')).toEqual([]);
  });
});

describe('options for a menu', () => {
  const groups = (count: number): Json[] => many(count, () => ({ label: plain('Group'), options: options(1) }));
  limits(checkOptions, [
    ['100 options', { options: options(100) }, { options: options(101) }, '/options', 'no more than 100 items allowed'],
    [
      '100 groups',
      { option_groups: groups(100) },
      { option_groups: groups(101) },
      '/option_groups',
      'no more than 100 items allowed',
    ],
    ['none found', { options: [] }, {}, '', 'missing required field: options or option_groups'],
    [
      'not both',
      { options: options(1) },
      { options: [], option_groups: [] },
      '',
      'only one of options, option_groups allowed',
    ],
    [
      'text 75',
      { options: [{ text: plain(chars(75)), value: 'x' }] },
      { options: [{ text: plain(chars(76)), value: 'x' }] },
      '/options/0/text/text',
      'must be less than 76 characters',
    ],
  ]);
});
