/** Formatting of instants in an IANA zone; the sandbox's time is not the browser's. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes far longer than using it, and a channel has a thousand times to write. */
export function formatOf(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

export function clockTime(at: Date, zone: string): string {
  return formatOf('en-GB', zone, { hour: '2-digit', minute: '2-digit' }).format(at);
}

export function clockTimeWithSeconds(at: Date, zone: string): string {
  return formatOf('en-GB', zone, { timeStyle: 'medium' }).format(at);
}

export function fullTime(at: Date, zone: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return formatOf('en-GB', zone, { ...day, hour: '2-digit', minute: '2-digit' }).format(at);
}

export function longDay(at: Date, zone: string): string {
  return formatOf('en-GB', zone, { weekday: 'long', day: 'numeric', month: 'long' }).format(at);
}

/** "Fri, 4 Dec 2026" for a calendar day, which has no zone. */
export function dayName(day: string): string {
  const written = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return formatOf('en-GB', 'UTC', written).format(new Date(`${day}T00:00:00Z`));
}

/** YYYY-MM-DD, for comparing. */
export function dayKey(at: Date, zone: string): string {
  return formatOf('sv-SE', zone, {}).format(at);
}

/** Slack's ts is a moment in seconds. */
export function momentOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}
