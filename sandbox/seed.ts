import { CLIENT_CHANNEL } from './cast.ts';
import type { StandIn } from './standIn.ts';

/** Shorter than projects have by default: whoever tries the sandbox waits for updates. */
const QUIET_SECONDS = 3;
/** Days between the start and the end of the seeded project. */
const PROJECT_DAYS = 28;

/** Sets the project up as its admin would, with commands and the form, so that the sandbox begins with it open. */
export async function seedProject(standIn: StandIn, now: () => Date = () => new Date()): Promise<void> {
  const admin = standIn.person('U0ADMIN');
  await admin.command(CLIENT_CHANNEL, '/project setup');
  await standIn.until('the set-up form', () => admin.topView()?.payload['callback_id'] === 'project_setup_form');
  const today = now();
  await admin.submit({
    name: 'Atlas market study',
    clients: ['U0CLIENT'],
    leads: ['U0LEAD'],
    invitees: ['U0INVITEE'],
    thirdParties: ['U0THIRD'],
    startDate: dayOf(today),
    completionDate: dayOf(new Date(today.getTime() + PROJECT_DAYS * 86_400_000)),
    timeZone: 'Europe/Berlin',
  });
  await admin.command(CLIENT_CHANNEL, '/project settings');
  await standIn.until('the settings', () => admin.topView()?.payload['callback_id'] === 'project_settings_form');
  await admin.submit({ quietSeconds: String(QUIET_SECONDS) });
  await admin.command(CLIENT_CHANNEL, '/project open');
  await standIn.until(
    'the pinned board',
    () => standIn.channels.find(({ id }) => id === CLIENT_CHANNEL)?.pins[0],
    15_000,
  );
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
