import { createRequire } from 'node:module';

type Names = Readonly<Record<string, string | readonly string[]>>;

// A JSON module would make Node 20 print a warning.
const names = createRequire(import.meta.url)('emojibase-data/en/shortcodes/iamcal.json') as Names;

/** The standard emoji under the names that Slack uses. A workspace may have others of its own. */
const STANDARD: ReadonlySet<string> = new Set(Object.values(names).flat());

/** A tone of skin may follow a name: `wave::skin-tone-3`. */
export function isEmojiName(name: string): boolean {
  return STANDARD.has(name.replace(/::skin-tone-[2-6]$/, ''));
}
