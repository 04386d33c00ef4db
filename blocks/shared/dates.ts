import { type Day, daysBetween, type Weekday, weekdayOf } from '../../src/core/day.ts';

const SHORT_DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const SHORT_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Fri 4 Dec 2026": never read as another day, whichever order someone is used to. */
export function dayText(day: Day): string {
  // By hand: a board names hundreds of days, and `Intl` takes most of the time that it takes to render one.
  const date = new Date(`${day}T00:00:00Z`);
  const [weekday, month] = [SHORT_DAYS[date.getUTCDay()], SHORT_MONTHS[date.getUTCMonth()]];
  return `${weekday} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

/** Beyond half a year a day without its year may be read as one of another. */
const NEAR_DAYS = 183;

/** "Fri 4 Dec"; with the year where that is not plain: for short lines beside which the day of reading stands. */
export function shortDayText(day: Day, today: Day): string {
  const full = dayText(day);
  return Math.abs(daysBetween(today, day)) > NEAR_DAYS ? full : full.slice(0, -5);
}

/** "today", "tomorrow", "in 12 days", "yesterday", "3 days ago". */
export function distanceText(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** "Fri 4 Dec 2026, in 12 days": how every date is echoed. */
export function dayInFull(day: Day, today: Day): string {
  return `${dayText(day)}, ${distanceText(day, today)}`;
}

/** "the project ends on Fri 18 Dec 2026", and after that day "ended". */
export function endText(completionDate: Day, today: Day): string {
  return `the project ${completionDate < today ? 'ended' : 'ends'} on ${dayText(completionDate)}`;
}

/** "3 days late", "1 day early", "on time": a day against the one that was expected. */
export function againstExpected(day: Day, expected: Day): string {
  const days = daysBetween(expected, day);
  if (days === 0) return 'on time';
  const distance = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return `${distance} ${days > 0 ? 'late' : 'early'}`;
}

const WEEKDAYS: Readonly<Record<Weekday, string>> = {
  1: 'Monday',
  2: 'Tuesday',
  3: 'Wednesday',
  4: 'Thursday',
  5: 'Friday',
  6: 'Saturday',
  7: 'Sunday',
};

export function weekdayName(weekday: Weekday): string {
  return WEEKDAYS[weekday];
}

export function weekdayNameOf(day: Day): string {
  return weekdayName(weekdayOf(day));
}
