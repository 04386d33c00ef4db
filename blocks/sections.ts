import type { KnownBlock } from '@slack/types';

/** A section's text may have 3,000 characters (docs.slack.dev/reference/block-kit/blocks/section-block). */
const SECTION_MAX = 2_900;

/** As few sections as the limit allows. The lines are escaped already, and hold what people wrote. */
export function sectionsOf(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    const fits = last !== undefined && last.length + line.length + 1 <= SECTION_MAX;
    if (fits) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } }));
}
