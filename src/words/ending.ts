/**
 * Where a date ends: at the end, before a space, or before a mark that a space or the end follows. So `4 December-ish`,
 * `Monday.com` and `today's` hold no date.
 */
export const ENDING = String.raw`(?=$|\s|[,;:.](?:\s|$))`;
