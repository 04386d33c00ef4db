import type { KnownBlock, MrkdwnElement, PlainTextElement } from '@slack/types';

/** A message as it is sent: blocks, and a text that says everything the blocks say (notifications, screen readers). */
export type Rendered = { readonly text: string; readonly blocks: KnownBlock[] };

/**
 * THE escaping function: all text that people wrote goes through it on its way to Slack. `&`, `<` and `>` are the only
 * control characters, and Slack shows them again as they were (docs.slack.dev/messaging/formatting-message-text), so
 * that `<!channel>` or `<@U…>` in a title calls no one.
 */
export function escaped(userText: string): string {
  return userText.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * What people wrote, within a sentence of ours in mrkdwn. A zero-width space after each formatting character keeps
 * `*`, `_`, `~` and backticks from formatting; they are shown as they were typed.
 */
export function quoted(userText: string): string {
  return escaped(userText).replace(/[*_~`]/g, '$&\u200b');
}

/**
 * What people wrote, in the cell of a table. Slack shows it as it is, and no source says whether it reads
 * entities there; a zero-width space where a mention or an entity would begin makes both readings the same.
 */
export function inCell(userText: string): string {
  return userText.replace(/<|&(?=(?:amp|lt|gt);)/g, '$&\u200b');
}

/** A sentence of ours. What people wrote inside it must have passed through {@link quoted}. */
export function mrkdwn(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true };
}

/** Words of ours, or what people wrote, shown exactly as typed. */
export function plain(text: string): PlainTextElement {
  return { type: 'plain_text', text: escaped(text), emoji: false };
}

/**
 * Cuts a text so that it takes at most `max` characters on its way to Slack, where escaping can make one character
 * five; never through a character, and so that one sees that it was cut.
 */
export function clipped(text: string, max: number): string {
  if (escaped(text).length <= max) return text;
  let kept = '';
  let length = 1;
  for (const character of text) {
    length += escaped(character).length;
    if (length > max) break;
    kept += character;
  }
  return `${kept}…`;
}

/** To how many characters texts may be cut so that all of them together fit; short ones leave their rest to the long. */
export function fairShare(texts: readonly string[], budget: number): number {
  const lengths = texts.map((text) => escaped(text).length).sort((a, b) => a - b);
  let left = budget;
  for (const [index, length] of lengths.entries()) {
    const share = Math.floor(left / (lengths.length - index));
    if (length > share) return share;
    left -= length;
  }
  return budget;
}

/** As many whole lines as fit into `max` characters, then how many are left. The lines are escaped already. */
export function joinedWithin(lines: readonly string[], max: number): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    if (text.length + line.length + 1 > max) return `${text}\n… and ${lines.length - index} more`;
    text = index === 0 ? line : `${text}\n${line}`;
  }
  return text;
}

/** "1 milestone", "2 milestones". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "#1", "#1 and #2", "#1, #2 and #3"; long lists end in "and 12 more". */
export function listed(words: readonly string[], most = 8): string {
  const shown = words.length > most ? [...words.slice(0, most), `${words.length - most} more`] : words;
  if (shown.length <= 1) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
