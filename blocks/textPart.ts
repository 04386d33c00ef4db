import type { KnownBlock } from '@slack/types';
import { escaped, mrkdwn, type Shown } from './text.ts';

/** A section's text may have 3,000 characters (docs.slack.dev/reference/block-kit/blocks/section-block). */
const SECTION_MAX = 2_900;

/** One paragraph of a message: its words for the fallback text, and its blocks. */
export type Part = Shown;

/** A sentence of ours in mrkdwn; what people wrote in it is quoted already. */
export function wordsPart(words: string, as: 'section' | 'context' = 'section'): Part {
  const text = mrkdwn(words);
  return {
    text: words,
    blocks: [as === 'section' ? { type: 'section', text } : { type: 'context', elements: [text] }],
  };
}

/** What someone wrote, whole: in as few sections as the limit allows, never cut within a character. */
export function textPart(written: string): Part {
  const pieces: string[] = [];
  for (const character of written) {
    const next = escaped(character);
    const last = pieces.at(-1);
    if (last === undefined || last.length + next.length > SECTION_MAX) pieces.push(next);
    else pieces[pieces.length - 1] = last + next;
  }
  const blocks = pieces
    .filter((text) => text.trim() !== '')
    .map((text): KnownBlock => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } }));
  return { text: escaped(written), blocks };
}

export function joinedParts(parts: readonly Part[]): Shown {
  return { text: parts.map(({ text }) => text).join('\n'), blocks: parts.flatMap(({ blocks }) => blocks) };
}
