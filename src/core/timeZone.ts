import { Temporal } from 'temporal-polyfill';

/**
 * Zones that are named after a place, and UTC. `EST` and `Etc/GMT+5` are IANA names as well, of clocks that never change:
 * people who write them mean a place whose clocks do.
 */
const PLACE = /^(?!etc\/)[a-z_]+(?:\/[a-z0-9_+-]+)+$/i;

/** The proper name of an IANA zone, in whatever case it is written; undefined where it is none of a place. */
export function timeZoneNamed(name: string): string | undefined {
  const written = name.trim();
  if (!PLACE.test(written) && !/^utc$/i.test(written)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(written).timeZoneId;
  } catch {
    return undefined;
  }
}

/** A well-known place for each offset from UTC in winter, in hours. */
const PLACES: Readonly<Record<string, string>> = {
  '-10': 'Pacific/Honolulu',
  '-9': 'America/Anchorage',
  '-8': 'America/Los_Angeles',
  '-7': 'America/Denver',
  '-6': 'America/Chicago',
  '-5': 'America/New_York',
  '-4': 'America/Halifax',
  '-3': 'America/Sao_Paulo',
  '0': 'Europe/London',
  '1': 'Europe/Berlin',
  '2': 'Europe/Athens',
  '3': 'Europe/Istanbul',
  '4': 'Asia/Dubai',
  '5': 'Asia/Karachi',
  '5.5': 'Asia/Kolkata',
  '6': 'Asia/Dhaka',
  '7': 'Asia/Bangkok',
  '8': 'Asia/Singapore',
  '9': 'Asia/Tokyo',
  '10': 'Australia/Sydney',
  '12': 'Pacific/Auckland',
};

/** Offsets of the abbreviations that people write; of those with two meanings the one of more people. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  hst: -10,
  akst: -9,
  akdt: -9,
  pst: -8,
  pdt: -8,
  pst8pdt: -8,
  mst: -7,
  mdt: -7,
  mst7mdt: -7,
  cst: -6,
  cdt: -6,
  cst6cdt: -6,
  est: -5,
  edt: -5,
  est5edt: -5,
  ast: -4,
  brt: -3,
  gmt: 0,
  bst: 0,
  wet: 0,
  west: 0,
  cet: 1,
  cest: 1,
  met: 1,
  mez: 1,
  mesz: 1,
  eet: 2,
  eest: 2,
  msk: 3,
  ist: 5.5,
  sgt: 8,
  jst: 9,
  aest: 10,
  aedt: 10,
  nzst: 12,
  nzdt: 12,
};

const OFFSET = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?([03])0)?$/;
/** POSIX turns the sign round: `Etc/GMT+5` is five hours behind. */
const ETC = /^etc\/gmt([+-])(\d{1,2})$/;

/** The place that was meant by an abbreviation or an offset, as a suggestion; undefined where nothing was. */
export function timeZoneMeant(typed: string): string | undefined {
  const written = typed.trim().toLowerCase().replaceAll(' ', '');
  const [, sign, hours, half] = OFFSET.exec(written) ?? [];
  const [, turned, etcHours] = ETC.exec(written) ?? [];
  const offset =
    ABBREVIATIONS[written] ??
    (hours === undefined
      ? Number(etcHours) * (turned === '+' ? -1 : 1)
      : (Number(hours) + (half === '3' ? 0.5 : 0)) * (sign === '-' ? -1 : 1));
  return PLACES[String(offset === 0 ? 0 : offset)];
}
