/** Block elements: docs.slack.dev/reference/block-kit/block-elements (surfaces: api.slack.com/reference/block-kit/block-elements). */
import * as o from './objects.ts';
import { RICH_TEXT } from './richtext.ts';
import { DATE, initialFitsMaxLength, initialIsAnOption, NUMERAL, ordered, TIME } from './rules.ts';
import type { Shapes } from './schema.ts';
import { choice, flag, list, object, text, typed, whole } from './schema.ts';

// Every interactive element: action_id 1-255; placeholder 150.
export const action = { action_id: text(1, 255) };
const confirm = { confirm: o.confirm };
const focus = { focus_on_load: flag };
const typing = { ...action, ...focus, placeholder: o.plain(150) };
const input = { ...typing, dispatch_action_config: o.dispatchConfig };
// button-element: text 75, accessibility_label 75, style primary or danger.
const face = { accessibility_label: text(0, 75), style: choice('primary', 'danger') };
const feedback = object({
  needs: { text: o.plain(75), value: text(0, 2000) },
  may: { accessibility_label: text(0, 75) },
});

export const ELEMENTS: Shapes = {
  button: {
    needs: { text: o.plain(75) },
    may: { ...action, ...confirm, ...face, value: text(0, 2000), url: text(0, 3000) },
  },
  // workflow-button-element: Slack's validator wants the action_id (slackblocks spec/CHANGELOG.md).
  workflow_button: {
    needs: {
      text: o.plain(75),
      ...action,
      workflow: object({
        needs: {
          trigger: object({
            needs: { url: text(1) },
            may: { customizable_input_parameters: list(object({ needs: { name: text(), value: text() } }), 0) },
          }),
        },
      }),
    },
    may: { ...confirm, ...face },
    on: ['message'],
  },
  feedback_buttons: { needs: { positive_button: feedback, negative_button: feedback }, may: action },
  // icon-button-element: one icon so far; visible_to_user_ids 10.
  icon_button: {
    needs: { icon: choice('trash'), text: o.plain(75) },
    may: {
      ...action,
      ...confirm,
      value: text(0, 2000),
      accessibility_label: text(0, 75),
      visible_to_user_ids: list(text(1), 0, 10),
    },
  },
  image: o.imageElement,
  // overflow-menu-element: options 1-5.
  overflow: { needs: { options: list(o.overflowOption, 1, 5) }, may: { ...action, ...confirm } },
  // checkboxes-element, radio-button-group-element: options 1-10.
  checkboxes: {
    needs: { options: list(o.choiceOption, 1, 10) },
    may: { ...action, ...confirm, ...focus, initial_options: list(o.choiceOption, 1) },
    rules: [initialIsAnOption],
  },
  radio_buttons: {
    needs: { options: list(o.choiceOption, 1, 10) },
    may: { ...action, ...confirm, ...focus, initial_option: o.choiceOption },
    rules: [initialIsAnOption],
  },
  // date-picker-element, time-picker-element, datetime-picker-element: YYYY-MM-DD, HH:mm, 10 digits.
  datepicker: { may: { ...typing, ...confirm, initial_date: text(0, undefined, DATE) } },
  timepicker: { may: { ...typing, ...confirm, initial_time: text(0, undefined, TIME), timezone: text() } },
  datetimepicker: {
    may: { ...action, ...confirm, ...focus, initial_date_time: whole(1_000_000_000, 9_999_999_999) },
    on: ['modal', 'message'],
  },
  // plain-text-input-element: min_length 0-3,000, max_length 1-3,000.
  plain_text_input: {
    may: {
      ...input,
      initial_value: text(0, 3000),
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
    rules: [initialFitsMaxLength],
  },
  email_text_input: { may: { ...input, initial_value: text() }, on: ['modal'] },
  url_text_input: { may: { ...input, initial_value: text() }, on: ['modal'] },
  // number-input-element: the numbers are strings.
  number_input: {
    needs: { is_decimal_allowed: flag },
    may: {
      ...input,
      initial_value: text(0, undefined, NUMERAL),
      min_value: text(0, undefined, NUMERAL),
      max_value: text(0, undefined, NUMERAL),
    },
    rules: [ordered('min_value', 'max_value')],
    on: ['modal'],
  },
  // rich-text-input-element: min_lines and max_lines 1-100.
  rich_text_input: {
    may: {
      ...input,
      initial_value: typed({ rich_text: RICH_TEXT }),
      min_lines: whole(1, 100),
      max_lines: whole(1, 100),
    },
    on: ['modal', 'home'],
  },
  // file-input-element: max_files 1-10.
  file_input: { may: { ...action, filetypes: list(text(1), 0), max_files: whole(1, 10) }, on: ['modal'] },
};
