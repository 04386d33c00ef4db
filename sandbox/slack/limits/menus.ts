/** docs.slack.dev/reference/block-kit/block-elements/select-menu-element and …/multi-select-menu-element */
import { action } from './elements.ts';
import * as o from './objects.ts';
import { exactlyOne, initialIsAnOption } from './rules.ts';
import type { Shapes } from './schema.ts';
import { flag, list, text, whole } from './schema.ts';

const menu = { ...action, confirm: o.confirm, focus_on_load: flag, placeholder: o.plain(150) };
// max_selected_items: from 1.
const multi = { ...menu, max_selected_items: whole(1) };
// options 1-100 or option_groups 1-100, not both.
const choices = { options: list(o.menuOption, 1, 100), option_groups: list(o.optionGroup, 1, 100) };
const conversations = { filter: o.conversationFilter, default_to_current_conversation: flag };
const ids = list(text(1), 0);

export const MENUS: Shapes = {
  static_select: {
    may: { ...menu, ...choices, initial_option: o.menuOption },
    rules: [exactlyOne('options', 'option_groups'), initialIsAnOption],
  },
  multi_static_select: {
    may: { ...multi, ...choices, initial_options: list(o.menuOption, 1) },
    rules: [exactlyOne('options', 'option_groups'), initialIsAnOption],
  },
  // min_query_length: from 0. The options come later, so the initial one cannot be compared.
  external_select: { may: { ...menu, min_query_length: whole(0), initial_option: o.menuOption } },
  multi_external_select: { may: { ...multi, min_query_length: whole(0), initial_options: list(o.menuOption, 0) } },
  users_select: { may: { ...menu, initial_user: text(1) } },
  multi_users_select: { may: { ...multi, initial_users: ids } },
  conversations_select: {
    may: { ...menu, ...conversations, initial_conversation: text(1), response_url_enabled: flag },
  },
  multi_conversations_select: { may: { ...multi, ...conversations, initial_conversations: ids } },
  channels_select: { may: { ...menu, initial_channel: text(1), response_url_enabled: flag } },
  multi_channels_select: { may: { ...multi, initial_channels: ids } },
};
