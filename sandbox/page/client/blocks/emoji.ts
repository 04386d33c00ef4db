// The names that Slack uses, by the code points of the character.
import names from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };

const EMOJI: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([points, name]) => [name].flat().map((each) => [each, character(points)] as const)),
);

function character(points: string): string {
  return String.fromCodePoint(...points.split('-').map((point) => Number.parseInt(point, 16)));
}

export function emojiNamed(name: string): string {
  return EMOJI.get(name) ?? `:${name}:`;
}

/** Names between colons, as plain_text knows them. */
export function withEmoji(text: string): string {
  return text.replaceAll(/(?<![\p{L}\p{N}]):([a-z0-9_+-]+):/gu, (whole, name: string) => EMOJI.get(name) ?? whole);
}
