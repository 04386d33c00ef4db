import { escaped, inCell, mrkdwn, plain, type Rendered } from './text.ts';

/** One paragraph of a message: its words for the fallback text, and its blocks. */
export type Part = Rendered;

/** A sentence of ours in mrkdwn; what people wrote in it is quoted already. */
export function wordsPart(words: string, as: 'section' | 'context' = 'section'): Part {
  const text = mrkdwn(words);
  return {
    text: words,
    blocks: [as === 'section' ? { type: 'section', text } : { type: 'context', elements: [text] }],
  };
}

/** A line of ours that holds what people wrote. */
export function linePart(line: string): Part {
  return { text: escaped(line), blocks: [{ type: 'section', text: plain(line) }] };
}

/**
 * THE quoting function: what someone wrote, whole and apart from our words, so that no line of theirs can pass for one of
 * ours. Who wrote it stands in the words before. Empty for nothing.
 */
export function quotePart(written: string): Part {
  if (written === '') return { text: '', blocks: [] };
  const lines = written.split('\n').map((line) => `> ${escaped(line)}`);
  return {
    text: lines.join('\n'),
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: inCell(written) }] }],
      },
    ],
  };
}

export function joinedParts(parts: readonly Part[]): Rendered {
  return {
    text: parts
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join('\n'),
    blocks: parts.flatMap(({ blocks }) => blocks),
  };
}
