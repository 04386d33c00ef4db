import type { KnownBlock } from '@slack/types';
import { SECTION_MAX } from './limits.ts';

/** As few sections as the limit allows. The lines are escaped already, and hold what people wrote. */
export function sectionsOf(lines: readonly string[]): KnownBlock[] {
  return sectionTexts(lines).map((text) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } }));
}

/** The lines as the texts of as few sections as the limit allows. */
export function sectionTexts(lines: readonly string[]): readonly string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    const fits = last !== undefined && last.length + line.length + 1 <= SECTION_MAX;
    if (fits) texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}
