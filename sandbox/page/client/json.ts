export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function record(value: unknown): Json {
  return isJson(value) ? value : {};
}

export function records(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Slack writes these three as entities in every text it sends on, and shows them as they were typed. */
export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The words of a Block Kit text object in plain_text, as they are read. */
export function words(value: unknown): string {
  return unescaped(string(record(value).text));
}

/** Those of one in mrkdwn, as they are written. */
export function markup(value: unknown): string {
  return string(record(value).text);
}
