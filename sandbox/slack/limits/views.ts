/** Views: docs.slack.dev/reference/views and @slack/types views.d.ts. */
import { BLOCKS } from './compound.ts';
import * as o from './objects.ts';
import type { Rule, Shape } from './schema.ts';
import { arrayOf, choice, flag, isObject, list, text, typed } from './schema.ts';

const blocks = list(typed(BLOCKS), 0, 100);
// private_metadata 3,000, callback_id 255, external_id 255.
const common = { private_metadata: text(0, 3000), callback_id: text(0, 255), external_id: text(0, 255) };

// "submit is required when an input block is within the blocks array".
const submitForInput: Rule = (view, at) => {
  const hasInput = arrayOf(view.blocks).some((block) => isObject(block) && block.type === 'input');
  return hasInput && view.submit === undefined ? [{ pointer: at, message: 'missing required field: submit' }] : [];
};

export const MODAL: Shape = {
  // title, submit, close 24.
  needs: { type: choice('modal'), title: o.plain(24), blocks },
  may: { ...common, submit: o.plain(24), close: o.plain(24), clear_on_close: flag, notify_on_close: flag },
  rules: [submitForInput],
};

// No title, submit, close, clear_on_close or notify_on_close.
export const HOME: Shape = { needs: { type: choice('home'), blocks }, may: common };
