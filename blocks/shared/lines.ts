import type { KnownBlock } from '@slack/types';
import { SECTION_MAX } from './limits.ts';

/** Whole lines in as few sections as the limit allows, shown exactly as written. The lines are escaped already. */
export function plainSections(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= SECTION_MAX)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } }));
}
