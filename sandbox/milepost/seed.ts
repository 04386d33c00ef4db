import { Temporal } from 'temporal-polyfill';
import { dayIn } from '../slack/clock/clock.ts';
import type { StandIn } from '../slack/standIn.ts';
import { CLIENT_CHANNEL, SECOND_CHANNEL } from './cast.ts';

/** Shorter than projects have by default: whoever tries the sandbox waits for updates. */
const QUIET_SECONDS = 3;
/** A machine that is busy starting a database and an app takes its time. */
const BOARD_MS = 40_000;

type Plot = {
  readonly channelId: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Between the start and the end of the project. */
  readonly days: number;
};

/** Sets the project up as its admin would, with commands and the form, so that the sandbox begins with it open. */
export async function seedProject(standIn: StandIn, now: () => Date = () => new Date()): Promise<void> {
  const fields = {
    name: 'Atlas market study',
    clients: ['U0CLIENT'],
    leads: ['U0LEAD'],
    invitees: ['U0INVITEE'],
    thirdParties: ['U0THIRD'],
    timeZone: 'Europe/Berlin',
  };
  await openProject(standIn, dayIn(now(), fields.timeZone), { channelId: CLIENT_CHANNEL, fields, days: 28 });
}

/** A project that is under way already, in a channel of its own. */
export async function seedSecondProject(standIn: StandIn, now: () => Date = () => new Date()): Promise<void> {
  const fields = {
    name: 'Borealis site selection',
    clients: ['U0SECOND'],
    leads: ['U0LEAD'],
    thirdParties: ['U0THIRD'],
    timeZone: 'Europe/London',
  };
  const today = dayIn(now(), fields.timeZone);
  await openProject(standIn, today, { channelId: SECOND_CHANNEL, fields, days: 42 });
  const milestones = [
    `${workingDayOf(today, 6)} Long list of sites -- Twelve sites with rent, staff and transport`,
    `${workingDayOf(today, 20)} Short list and visits`,
    `${workingDayOf(today, 42)} Recommendation`,
  ];
  await standIn.person('U0LEAD').command(SECOND_CHANNEL, `/milestone add ${milestones.join('\n')}`);
  await standIn.until(
    'the milestones on the board',
    () => standIn.messages(SECOND_CHANNEL).some(({ ts, text }) => isPinned(standIn, ts) && text.includes('#3')),
    BOARD_MS,
  );
}

async function openProject(standIn: StandIn, today: string, { channelId, fields, days }: Plot): Promise<void> {
  const admin = standIn.person('U0ADMIN');
  await admin.command(channelId, '/project setup');
  await standIn.until('the set-up form', () => admin.topView()?.payload['callback_id'] === 'project_setup_form');
  await admin.submit({ ...fields, startDate: today, completionDate: workingDayOf(today, days) });
  await admin.command(channelId, '/project settings');
  await standIn.until('the settings', () => admin.topView()?.payload['callback_id'] === 'project_settings_form');
  await admin.submit({ quietSeconds: String(QUIET_SECONDS) });
  await admin.command(channelId, '/project open');
  await standIn.until(
    'milestones to be open',
    () => admin.sees(channelId).some(({ onlyFor, text }) => onlyFor === 'U0ADMIN' && text.includes('are open')),
    BOARD_MS,
  );
  await standIn.until('the pinned board', () => standIn.channels.find(({ id }) => id === channelId)?.pins[0], BOARD_MS);
}

function isPinned(standIn: StandIn, ts: string): boolean {
  return standIn.channels.some(({ pins }) => pins.includes(ts));
}

/** That day, or the Monday after it: reminders of what is due at a weekend have come before. */
function workingDayOf(today: string, daysLater: number): string {
  const day = Temporal.PlainDate.from(today).add({ days: daysLater });
  return day.add({ days: { 6: 2, 7: 1 }[day.dayOfWeek] ?? 0 }).toString();
}
