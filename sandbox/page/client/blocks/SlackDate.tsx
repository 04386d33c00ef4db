import { dayKey, formatOf } from '../time.ts';
import { useNow, useWorkspace } from '../workspace.ts';

const DAY_MS = 86_400_000;

type Props = {
  readonly timestamp: string;
  readonly format: string;
  readonly fallback: string;
};

/** Slack's `<!date^…>`, in the zone of the person who reads. docs.slack.dev/messaging/formatting-message-text */
export function SlackDate({ timestamp, format, fallback }: Props) {
  const { zone } = useWorkspace();
  const now = useNow();
  const at = new Date(Number(timestamp) * 1000);
  if (Number.isNaN(at.getTime())) return <>{fallback}</>;
  const words = format.replaceAll(/\{(\w+)\}/g, (whole, token: string) => written(token, at, zone, now) ?? whole);
  return <time dateTime={at.toISOString()}>{words}</time>;
}

function written(token: string, at: Date, zone: string, now: Date): string | undefined {
  const day = (options: Intl.DateTimeFormatOptions) => formatOf('en-GB', zone, options).format(at);
  if (token.endsWith('_pretty')) {
    return relativeDay(at, zone, now) ?? written(token.slice(0, -'_pretty'.length), at, zone, now);
  }
  switch (token) {
    case 'date_num':
      return dayKey(at, zone);
    case 'date':
      return day({ year: 'numeric', month: 'long', day: 'numeric' });
    case 'date_short':
      return day({ year: 'numeric', month: 'short', day: 'numeric' });
    case 'date_long':
      return day({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
    case 'time':
      return day({ hour: '2-digit', minute: '2-digit' });
    case 'time_secs':
      return day({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
    case 'ago':
      return ago(at, now);
    default:
      return undefined;
  }
}

function relativeDay(at: Date, zone: string, now: Date): string | undefined {
  const key = dayKey(at, zone);
  if (key === dayKey(now, zone)) return 'today';
  if (key === dayKey(new Date(now.getTime() - DAY_MS), zone)) return 'yesterday';
  if (key === dayKey(new Date(now.getTime() + DAY_MS), zone)) return 'tomorrow';
  return undefined;
}

function ago(at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  if (Math.abs(minutes) < 60 * 24) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / 60 / 24), 'day');
}
