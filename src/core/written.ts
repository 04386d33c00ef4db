/** What people write, and what they are called, as Milepost keeps it: without what hides, disorders or forges. */

/** Every way to end a line. */
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
/**
 * Control characters but the end of a line, and format characters but those that join letters and emoji: they turn the
 * direction of writing, take no room, or carry hidden tags. Then fillers that are letters to Unicode, and halves of characters.
 */
const UNSEEN =
  /(?![\n\t])\p{Cc}|(?![\u200c\u200d])\p{Cf}|\p{Cs}|[\u115f\u1160\u2800\u3164\uffa0]|\u034f|[\ufe00-\ufe0d]|[\u{e0100}-\u{e01ef}]/gu;
/** More marks than any script puts on one letter climb over the lines above and below. */
const STACKED = /(\p{M}{3})\p{M}+/gu;
const EMPTY_LINES = /\n{3,}/g;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** THE cleaning function: every text of a person goes through it, or through {@link oneLine}, before it is kept. */
export function cleaned(text: string): string {
  const lines = text.replace(LINE_ENDS, '\n').replace(UNSEEN, '').replace(STACKED, '$1').split('\n');
  return lines
    .map((line) => line.trim())
    .join('\n')
    .replace(EMPTY_LINES, '\n\n')
    .trim();
}

/** The same on one line: titles, names. */
export function oneLine(text: string): string {
  return cleaned(text).replace(/\s+/gu, ' ');
}

/** Whether there is anything to read in a text. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(cleaned(text));
}
