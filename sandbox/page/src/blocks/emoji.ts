/** The emoji an app about dates and work is likely to use; any other name stays as it is written. */
const EMOJI: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  alarm_clock: '⏰',
  arrow_right: '➡️',
  bell: '🔔',
  bulb: '💡',
  calendar: '📆',
  chart_with_upwards_trend: '📈',
  checkered_flag: '🏁',
  clipboard: '📋',
  date: '📅',
  email: '📧',
  eyes: '👀',
  hammer_and_wrench: '🛠️',
  heavy_check_mark: '✔️',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  large_blue_circle: '🔵',
  large_green_circle: '🟢',
  large_orange_circle: '🟠',
  large_yellow_circle: '🟡',
  link: '🔗',
  lock: '🔒',
  mag: '🔍',
  memo: '📝',
  no_entry: '⛔',
  pencil: '📝',
  pencil2: '✏️',
  pushpin: '📌',
  question: '❓',
  red_circle: '🔴',
  rocket: '🚀',
  rotating_light: '🚨',
  round_pushpin: '📍',
  smile: '😄',
  sparkles: '✨',
  speech_balloon: '💬',
  tada: '🎉',
  thumbsup: '👍',
  triangular_flag_on_post: '🚩',
  unlock: '🔓',
  warning: '⚠️',
  wave: '👋',
  white_check_mark: '✅',
  white_circle: '⚪',
  x: '❌',
};

export function emojiNamed(name: string): string {
  return EMOJI[name] ?? `:${name}:`;
}

/** Names between colons, as plain_text knows them. */
export function withEmoji(text: string): string {
  return text.replaceAll(/(?<![\p{L}\p{N}]):([a-z0-9_+-]+):/gu, (whole, name: string) => EMOJI[name] ?? whole);
}
