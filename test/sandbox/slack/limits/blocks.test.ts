import { describe, expect, test } from '@jest/globals';
import type { Json } from '../../../../sandbox/slack/types.ts';
import type { Case } from './samples.ts';
import {
  actions,
  button,
  chars,
  image,
  inHome,
  inMessage,
  inModal,
  input,
  items,
  length,
  limits,
  many,
  mrkdwn,
  options,
  plain,
  richText,
  section,
} from './samples.ts';

const B = '/blocks/0';
const video = (more: Json = {}): Json => ({
  type: 'video',
  video_url: 'https://example.com/v',
  thumbnail_url: 'https://example.com/t.png',
  alt_text: 'A film',
  title: plain('Film'),
  ...more,
});
const https = (size: number): string => `https://${chars(size - 8)}`;
const icon = (more: Json = {}): Json => ({ type: 'icon_button', icon: 'trash', text: plain('Delete'), ...more });
const iconRow = (more: Json): Json => ({ type: 'context_actions', elements: [icon(more)] });
const feedback = (more: Json): Json => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      positive_button: { text: plain('Good'), value: 'good', ...more },
      negative_button: { text: plain('Bad'), value: 'bad' },
    },
  ],
});
const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements });
const bullets = (more: Json): Json => rich({ type: 'rich_text_list', style: 'bullet', elements: [], ...more });
const inline = (element: Json): Json => rich({ type: 'rich_text_section', elements: [element] });
const first = `${B}/elements/0`;

const inMessages: readonly Case[] = [
  length('block_id', (v) => ({ type: 'divider', block_id: v }), 255, `${B}/block_id`),
  [
    'block_id: at least 1',
    { type: 'divider', block_id: 'x' },
    { type: 'divider', block_id: '' },
    `${B}/block_id`,
    'must be more than 0 characters',
  ],
  [
    'divider: nothing else',
    { type: 'divider' },
    { type: 'divider', text: plain('x') },
    B,
    'invalid additional property: text',
  ],
  ...items('actions: elements', (n) => actions(...many(n, () => button())), 25, `${B}/elements`),
  ['actions: only its elements', actions(button()), actions(image()), `${first}/type`, 'unsupported type: image'],
  ...items(
    'context: elements',
    (n) => ({ type: 'context', elements: many(n, () => mrkdwn('x')) }),
    10,
    `${B}/elements`,
  ),
  [
    'context: only images and text',
    { type: 'context', elements: [image(), plain('x')] },
    { type: 'context', elements: [button()] },
    `${first}/type`,
    'unsupported type: button',
  ],
  ...items(
    'context_actions: elements',
    (n) => ({ type: 'context_actions', elements: many(n, () => icon()) }),
    5,
    `${B}/elements`,
  ),
  [
    'context_actions: only its elements',
    iconRow({}),
    { type: 'context_actions', elements: [button()] },
    `${first}/type`,
    'unsupported type: button',
  ],
  length('icon_button: text', (v) => iconRow({ text: plain(v) }), 75, `${first}/text/text`),
  length('icon_button: value', (v) => iconRow({ value: v }), 2000, `${first}/value`),
  length(
    'icon_button: accessibility_label',
    (v) => iconRow({ accessibility_label: v }),
    75,
    `${first}/accessibility_label`,
  ),
  [
    'icon_button: visible to 10',
    iconRow({ visible_to_user_ids: many(10, (i) => `U${i}`) }),
    iconRow({ visible_to_user_ids: many(11, (i) => `U${i}`) }),
    `${first}/visible_to_user_ids`,
    'no more than 10 items allowed',
  ],
  length('feedback_buttons: text', (v) => feedback({ text: plain(v) }), 75, `${first}/positive_button/text/text`),
  length('feedback_buttons: value', (v) => feedback({ value: v }), 2000, `${first}/positive_button/value`),
  length(
    'feedback_buttons: accessibility_label',
    (v) => feedback({ accessibility_label: v }),
    75,
    `${first}/positive_button/accessibility_label`,
  ),
  length('header: text', (v) => ({ type: 'header', text: plain(v) }), 150, `${B}/text/text`),
  [
    'header: plain text',
    { type: 'header', text: plain('x') },
    { type: 'header', text: mrkdwn('x') },
    `${B}/text/type`,
    'unsupported type: mrkdwn',
  ],
  length('image: image_url', (v) => image({ image_url: v }), 3000, `${B}/image_url`),
  length('image: alt_text', (v) => image({ alt_text: v }), 2000, `${B}/alt_text`),
  length('image: title', (v) => image({ title: plain(v) }), 2000, `${B}/title/text`),
  [
    'image: needs alt_text',
    image(),
    { type: 'image', image_url: 'https://example.com/a.png' },
    B,
    'missing required field: alt_text',
  ],
  ['image: a source', image(), { type: 'image', alt_text: 'A' }, B, 'missing required field: image_url or slack_file'],
  [
    'image: one source',
    { type: 'image', alt_text: 'A', slack_file: { id: 'F12345678' } },
    image({ slack_file: { id: 'F12345678' } }),
    B,
    'only one of image_url, slack_file allowed',
  ],
  [
    'slack_file: id or url',
    { type: 'image', alt_text: 'A', slack_file: { url: 'https://files.slack.com/a' } },
    { type: 'image', alt_text: 'A', slack_file: { id: 'F01234567', url: 'https://files.slack.com/a' } },
    `${B}/slack_file`,
    'only one of id, url allowed',
  ],
  [
    'slack_file: id as Slack gives it',
    { type: 'image', alt_text: 'A', slack_file: { id: 'F01234567' } },
    { type: 'image', alt_text: 'A', slack_file: { id: 'F0123456' } },
    `${B}/slack_file/id`,
    'must match the pattern ^F[A-Z0-9]{8,}$',
  ],
  [
    'image element: has no title',
    { ...section(), accessory: image() },
    { ...section(), accessory: image({ title: plain('x') }) },
    `${B}/accessory`,
    'invalid additional property: title',
  ],
  length('input: label', (v) => input({ type: 'plain_text_input' }, { label: plain(v) }), 2000, `${B}/label/text`),
  length('input: hint', (v) => input({ type: 'plain_text_input' }, { hint: plain(v) }), 2000, `${B}/hint/text`),
  [
    'input: only its elements',
    input({ type: 'users_select' }),
    input(button()),
    `${B}/element/type`,
    'unsupported type: button',
  ],
  length('section: text', (v) => section(v), 3000, `${B}/text/text`),
  ...items('section: fields', (n) => ({ ...section(), fields: many(n, () => mrkdwn('x')) }), 10, `${B}/fields`),
  length('section: field', (v) => ({ type: 'section', fields: [plain(v)] }), 2000, `${B}/fields/0/text`),
  [
    'section: text or fields',
    { type: 'section', fields: [plain('x')] },
    { type: 'section' },
    B,
    'missing required field: text or fields',
  ],
  [
    'section: no datetimepicker beside it',
    { ...section(), accessory: { type: 'datepicker' } },
    { ...section(), accessory: { type: 'datetimepicker' } },
    `${B}/accessory/type`,
    'unsupported type: datetimepicker',
  ],
  [
    'section: no input beside it',
    { ...section(), accessory: button() },
    { ...section(), accessory: { type: 'plain_text_input' } },
    `${B}/accessory/type`,
    'unsupported type: plain_text_input',
  ],
  ['markdown: may be empty', { type: 'markdown', text: '' }, { type: 'markdown' }, B, 'missing required field: text'],
  length('video: title', (v) => video({ title: plain(v) }), 199, `${B}/title/text`),
  length('video: author_name', (v) => video({ author_name: v }), 49, `${B}/author_name`),
  length('video: provider_name', (v) => video({ provider_name: v }), 50, `${B}/provider_name`),
  length('video: description', (v) => video({ description: plain(v) }), 200, `${B}/description/text`),
  length('video: alt_text', (v) => video({ alt_text: v }), 2000, `${B}/alt_text`),
  length('video: thumbnail_url', (v) => video({ thumbnail_url: v }), 3000, `${B}/thumbnail_url`),
  length('video: provider_icon_url', (v) => video({ provider_icon_url: v }), 2000, `${B}/provider_icon_url`),
  [
    'video: video_url 3,000',
    video({ video_url: https(3000) }),
    video({ video_url: https(3001) }),
    `${B}/video_url`,
    'must be less than 3001 characters',
  ],
  [
    'video: title_url 2,000',
    video({ title_url: https(2000) }),
    video({ title_url: https(2001) }),
    `${B}/title_url`,
    'must be less than 2001 characters',
  ],
  [
    'video: https',
    video(),
    video({ video_url: 'http://example.com/v' }),
    `${B}/video_url`,
    'must be a valid https URL',
  ],
  [
    'rich_text: only its parts',
    richText(),
    rich({ type: 'text', text: 'x' }),
    `${first}/type`,
    'unsupported type: text',
  ],
  [
    'rich_text_list: style',
    bullets({ style: 'ordered' }),
    bullets({ style: 'dash' }),
    `${first}/style`,
    'must be a valid enum value',
  ],
  [
    'rich_text_list: indent 8',
    bullets({ indent: 8 }),
    bullets({ indent: 9 }),
    `${first}/indent`,
    'must be less than 9',
  ],
  [
    'rich_text_list: indent 0',
    bullets({ indent: 0 }),
    bullets({ indent: -1 }),
    `${first}/indent`,
    'must be greater than -1',
  ],
  [
    'rich_text_list: border',
    bullets({ border: 1 }),
    bullets({ border: 2 }),
    `${first}/border`,
    'must be a valid enum value',
  ],
  [
    'rich_text: no text is empty',
    inline({ type: 'text', text: 'x' }),
    inline({ type: 'text', text: '' }),
    `${B}/elements/0/elements/0/text`,
    'must be more than 0 characters',
  ],
  [
    'rich_text_list: holds sections',
    bullets({ elements: [{ type: 'rich_text_section', elements: [] }] }),
    bullets({ elements: [{ type: 'text', text: 'x' }] }),
    `${first}/elements/0/type`,
    'unsupported type: text',
  ],
  [
    'rich_text_preformatted: text and links',
    rich({
      type: 'rich_text_preformatted',
      elements: [
        { type: 'text', text: 'x' },
        { type: 'link', url: 'https://example.com' },
      ],
    }),
    rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }),
    `${first}/elements/0/type`,
    'unsupported type: user',
  ],
  [
    'rich text: style',
    inline({ type: 'text', text: 'x', style: { bold: true } }),
    inline({ type: 'text', text: 'x', style: { big: true } }),
    `${first}/elements/0/style`,
    'invalid additional property: big',
  ],
  [
    'rich text: date',
    inline({ type: 'date', timestamp: 1_628_633_820, format: '{date_long}', fallback: 'Aug 10' }),
    inline({ type: 'date', timestamp: 1_628_633_820 }),
    `${first}/elements/0`,
    'missing required field: format',
  ],
  [
    'rich text: broadcast',
    inline({ type: 'broadcast', range: 'here' }),
    inline({ type: 'broadcast', range: 'all' }),
    `${first}/elements/0/range`,
    'must be a valid enum value',
  ],
];

describe('blocks', () => {
  limits((block) => inMessage(block), inMessages);
  limits(
    (block) => inModal(block),
    [
      length('alert: text', (v) => ({ type: 'alert', text: mrkdwn(v) }), 200, `${B}/text/text`),
      [
        'alert: level',
        { type: 'alert', text: plain('x'), level: 'success' },
        { type: 'alert', text: plain('x'), level: 'danger' },
        `${B}/level`,
        'must be a valid enum value',
      ],
      [
        'input: a file_input dispatches nothing',
        input({ type: 'file_input' }, { dispatch_action: false }),
        input({ type: 'file_input' }, { dispatch_action: true }),
        `${B}/element/type`,
        'unsupported type: file_input',
      ],
    ],
  );

  test('every menu stands in actions, sections and inputs', () => {
    const menus = ['users', 'channels', 'conversations', 'external'].flatMap((of) => [
      `${of}_select`,
      `multi_${of}_select`,
    ]);
    for (const type of menus) {
      expect(inModal(actions({ type }), { ...section(), accessory: { type } }, input({ type }))).toEqual([]);
    }
    for (const type of ['static_select', 'multi_static_select']) {
      const menu = { type, options: options(1) };
      expect(inModal(actions(menu), { ...section(), accessory: menu }, input(menu))).toEqual([]);
    }
  });
});

describe('surfaces of blocks', () => {
  const samples: Readonly<Record<string, Json>> = {
    actions: actions(button()),
    alert: { type: 'alert', text: plain('x') },
    card: { type: 'card', title: mrkdwn('x') },
    carousel: { type: 'carousel', elements: [{ type: 'card', title: mrkdwn('x') }] },
    container: { type: 'container', title: plain('x'), child_blocks: [section()] },
    context: { type: 'context', elements: [plain('x')] },
    context_actions: iconRow({}),
    data_table: { type: 'data_table', caption: 'x', rows: many(2, () => [{ type: 'raw_text', text: 'x' }]) },
    data_visualization: {
      type: 'data_visualization',
      title: 'x',
      chart: { type: 'pie', segments: [{ label: 'x', value: 1 }] },
    },
    divider: { type: 'divider' },
    file: { type: 'file', source: 'remote', external_id: 'x' },
    header: { type: 'header', text: plain('x') },
    image: image(),
    input: input({ type: 'plain_text_input' }),
    markdown: { type: 'markdown', text: 'x' },
    plan: { type: 'plan', title: 'x', tasks: [] },
    rich_text: richText(),
    section: section(),
    table: { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] },
    task_card: { type: 'task_card', task_id: '1', title: 'x', status: 'complete' },
    video: video(),
  };
  const everywhere = ['message', 'modal', 'home'];
  const elsewhere: Readonly<Record<string, readonly string[]>> = {
    alert: ['modal'],
    carousel: ['message', 'home'],
    container: ['message', 'home'],
    context_actions: ['message'],
    data_table: ['message', 'home'],
    data_visualization: ['message', 'home'],
    file: [],
    markdown: ['message'],
    plan: ['message'],
    table: ['message', 'home'],
    task_card: ['message'],
  };
  test.each(Object.entries(samples))('%s', (type, block) => {
    const refused = [{ pointer: '/blocks/0/type', message: `unsupported type: ${type}` }];
    const on = elsewhere[type] ?? everywhere;
    expect(inMessage(block)).toEqual(on.includes('message') ? [] : refused);
    expect(inModal(block)).toEqual(on.includes('modal') ? [] : refused);
    expect(inHome(block)).toEqual(on.includes('home') ? [] : refused);
  });
});
