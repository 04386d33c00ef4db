/** docs.slack.dev/reference/block-kit/blocks/rich-text-block; no greatest length is published, and no text may be empty. */
import type { Shape, Shapes } from './schema.ts';
import { choice, decimal, flag, list, object, pick, text, typed, whole } from './schema.ts';

const looks = { bold: flag, code: flag, italic: flag, strike: flag, underline: flag };
const styled = { style: object({ may: looks }) };
// Mentions have three more, which @slack/types 3.2.0 does not name (slackblocks spec/model.json).
const mention = { style: object({ may: { ...looks, highlight: flag, client_highlight: flag, unlink: flag } }) };

const INLINE: Shapes = {
  text: { needs: { text: text(1) }, may: styled },
  link: { needs: { url: text() }, may: { text: text(), unsafe: flag, ...styled } },
  emoji: { needs: { name: text() }, may: { unicode: text(), url: text(), skin_tone: whole(1, 6), ...styled } },
  user: { needs: { user_id: text() }, may: mention },
  usergroup: { needs: { usergroup_id: text() }, may: mention },
  channel: { needs: { channel_id: text() }, may: mention },
  team: { needs: { team_id: text() }, may: styled },
  broadcast: { needs: { range: choice('here', 'channel', 'everyone') }, may: styled },
  color: { needs: { value: text() }, may: styled },
  // `timezone` is live, not in @slack/types 3.2.0.
  date: {
    needs: { timestamp: decimal, format: text() },
    may: { url: text(), fallback: text(), timezone: text(), ...styled },
  },
};

const inline = list(typed(INLINE), 0);
const border = { border: choice(0, 1) };
const SECTION: Shape = { needs: { elements: inline } };

const PARTS: Shapes = {
  rich_text_section: SECTION,
  // list: style bullet or ordered, indent 0-8, offset from 0.
  rich_text_list: {
    needs: { elements: list(typed({ rich_text_section: SECTION }), 0), style: choice('bullet', 'ordered') },
    may: { indent: whole(0, 8), offset: whole(0), ...border },
  },
  rich_text_quote: { needs: { elements: inline }, may: border },
  // preformatted: only text and link.
  rich_text_preformatted: { needs: { elements: list(typed(pick(INLINE, 'text', 'link')), 0) }, may: border },
};

export const RICH_TEXT: Shape = {
  needs: { elements: list(typed(PARTS), 0) },
  may: { block_id: text(1, 255) },
};
