/** Blocks: docs.slack.dev/reference/block-kit/blocks. Surfaces: the pages, and slackblocks spec/vocabulary.json. */
import { ELEMENTS } from './elements.ts';
import { MENUS } from './menus.ts';
import * as o from './objects.ts';
import { RICH_TEXT } from './richtext.ts';
import { atLeastOne, HTTPS } from './rules.ts';
import type { Rule, Shapes } from './schema.ts';
import { choice, flag, isObject, list, pick, text, typed } from './schema.ts';
import { DATA_TABLE, TABLE } from './tables.ts';

// Every block: block_id 1-255.
export const id = { block_id: text(1, 255) };

const menus = Object.keys(MENUS);
const all: Shapes = { ...ELEMENTS, ...MENUS };
const some = (...names: readonly string[]) => typed(pick(all, ...names, ...menus));

const inActions = some(
  'button',
  'checkboxes',
  'datepicker',
  'datetimepicker',
  'overflow',
  'radio_buttons',
  'rich_text_input',
  'timepicker',
  'workflow_button',
);
const asAccessory = some(
  'button',
  'checkboxes',
  'datepicker',
  'image',
  'overflow',
  'radio_buttons',
  'timepicker',
  'workflow_button',
);
const inInput = some(
  'checkboxes',
  'datepicker',
  'datetimepicker',
  'email_text_input',
  'file_input',
  'number_input',
  'plain_text_input',
  'radio_buttons',
  'rich_text_input',
  'timepicker',
  'url_text_input',
);

// input-block: dispatch_action with a file_input raises "an unsupported type error".
const noDispatchOfFiles: Rule = (block, at) =>
  block.dispatch_action === true && isObject(block.element) && block.element.type === 'file_input'
    ? [{ pointer: `${at}/element/type`, message: 'unsupported type: file_input' }]
    : [];

export const BASIC: Shapes = {
  // actions-block: elements 1-25.
  actions: { needs: { elements: list(inActions, 1, 25) }, may: id },
  // alert-block: text 200; modals only (slackapi/node-slack-sdk#2567).
  alert: {
    needs: { text: o.anyText(200) },
    may: { ...id, level: choice('default', 'info', 'warning', 'error', 'success') },
    on: ['modal'],
  },
  // context-block: elements 1-10, only images and text.
  context: { needs: { elements: list(typed({ image: o.imageElement, ...o.textShapes() }), 1, 10) }, may: id },
  // context-actions-block: elements 1-5.
  context_actions: {
    needs: { elements: list(typed(pick(ELEMENTS, 'feedback_buttons', 'icon_button')), 1, 5) },
    may: id,
    on: ['message'],
  },
  divider: { may: id },
  // file-block: "you can't add this block to app surfaces directly".
  file: { needs: { source: text(1), external_id: text(1) }, may: id, on: [] },
  // header-block: text 150.
  header: { needs: { text: o.plain(150) }, may: id },
  // image-block: the image element with a title of 2,000.
  image: { ...o.imageElement, may: { ...o.imageElement.may, ...id, title: o.plain(2000) } },
  // input-block: label and hint 2,000.
  input: {
    needs: { label: o.plain(2000), element: inInput },
    may: { ...id, hint: o.plain(2000), optional: flag, dispatch_action: flag },
    rules: [noDispatchOfFiles],
  },
  // markdown-block: 12,000; Slack's validator takes an empty one.
  markdown: { needs: { text: text(0, 12_000) }, may: id, on: ['message'] },
  rich_text: RICH_TEXT,
  // section-block: text 3,000 or fields 1-10 of 2,000.
  section: {
    may: { ...id, text: o.anyText(3000), fields: list(o.anyText(2000), 1, 10), accessory: asAccessory, expand: flag },
    rules: [atLeastOne('text', 'fields')],
  },
  table: TABLE,
  data_table: DATA_TABLE,
  // video-block: title "less than 200", author_name "less than 50", description 200, https; the rest as Slack's
  // validator answers (slackblocks spec/CHANGELOG.md).
  video: {
    needs: {
      video_url: text(1, 3000, HTTPS),
      thumbnail_url: text(1, 3000),
      alt_text: text(0, 2000),
      title: o.plain(199),
    },
    may: {
      ...id,
      title_url: text(1, 2000, HTTPS),
      author_name: text(0, 49),
      provider_name: text(0, 50),
      provider_icon_url: text(1, 2000),
      description: o.plain(200),
    },
  },
};
