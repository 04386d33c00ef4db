import { appendFileSync } from 'node:fs';
import type { Connection } from 'mongoose';
import { BOT, TEAM, USERS } from '../../sandbox/milepost/cast.ts';
import { freePort } from '../../sandbox/slack/common/freePort.ts';
import { type StandIn, startStandIn } from '../../sandbox/slack/standIn.ts';
import { connect } from '../../src/platform/mongo/connection.ts';
import { freshDatabaseUri } from '../support/database.ts';
import { type App, startProcess } from './fleet.ts';
import { type Random, randomFrom, SEED } from './random.ts';

export const EXPERTS = ['U0LEAD', 'U0INVITEE', 'U0THIRD'] as const;
export const ADMIN = 'U0ADMIN';
export const SIGNING_SECRET = 'signing-secret';

export const ENGINE = process.env['FAULTS_ENGINE'];
/** Stands in the name of what is left out. */
export const WHY_SKIPPED = ENGINE === undefined ? ' (skipped: no engine with real concurrency here)' : '';

/** What a killed process had locked is free again after a minute (the engine ends its transaction then). */
const PATIENT_MS = 90_000;

/** How long a step of the set-up may take on a busy machine. */
const SETUP_MS = 60_000;

/** What a process may hold more of after hundreds of deeds, in megabytes: compiled code and the directory of people. */
export const GROWTH_MB = 8;

/** Megabytes that the first process holds after it has collected its garbage. */
export async function heapOf({ apps }: World): Promise<number> {
  return (await apps[0]?.heapMb()) ?? Number.NaN;
}

export type World = {
  readonly slack: StandIn;
  readonly connection: Connection;
  readonly apps: readonly App[];
  readonly channels: readonly string[];
  readonly random: Random;
  /** What the app's clock shows, in milliseconds. */
  readonly now: () => number;
  /** Kills what still runs; returns the pids that outlived it. */
  readonly close: () => Promise<readonly number[]>;
};

/** Stand-in, database, processes, and a project in each channel, set up and opened with commands. */
export async function startWorld(
  roles: readonly App['role'][],
  channelCount: number,
  quietSeconds = 1,
  /** Flags of Node's for each process, and a clock that signatures go by. */
  { flags = [], now = Date.now }: { readonly flags?: readonly string[]; readonly now?: () => number } = {},
): Promise<World> {
  const channels = Array.from({ length: channelCount }, (_, index) => `C0LOAD${index}`);
  const members = [BOT.userId, ...USERS.map(({ id }) => id)];
  const slack = await startStandIn({
    signingSecret: SIGNING_SECRET,
    botToken: 'xoxb-test',
    realNow: now,
    seed: {
      team: TEAM,
      bot: BOT,
      users: structuredClone(USERS),
      channels: channels.map((id) => ({
        id,
        name: id.toLowerCase(),
        kind: 'public',
        members: [...members],
        archived: false,
        pins: [],
        shared: false,
      })),
    },
  });
  const uri = freshDatabaseUri();
  const settings = {
    MONGODB_URI: uri,
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    ADMIN_USER_IDS: ADMIN,
    HOST: '127.0.0.1',
  };
  const apps: App[] = [];
  for (const role of roles) apps.push(startProcess(settings, await freePort(), role, flags));
  const web = apps.find(({ role }) => role !== 'worker');
  slack.deliverTo(`http://127.0.0.1:${web?.port}/slack/events`);
  for (const app of apps) await app.ready();
  const connection = await connect(uri, { socketTimeoutMS: PATIENT_MS });
  for (const channelId of channels) await openProject(slack, channelId);
  await connection.collection('projects').updateMany({}, { $set: { quietSeconds } });
  return {
    slack,
    connection,
    apps,
    channels,
    random: randomFrom(SEED),
    now,
    async close() {
      const pids = apps.flatMap((app) => app.pid() ?? []);
      for (const app of apps) await app.kill();
      await slack.close();
      await connection.dropDatabase().catch(() => undefined);
      await connection.close();
      return pids.filter(isAlive);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function openProject(slack: StandIn, channelId: string): Promise<void> {
  const admin = slack.person(ADMIN);
  const told = (words: string) => () =>
    admin.sees(channelId).some(({ text, onlyFor }) => onlyFor === ADMIN && text.includes(words));
  await admin.command(channelId, '/project setup');
  await slack.until('the set-up form', () => admin.topView()?.payload['callback_id'] === 'project_setup_form');
  await admin.submit({
    name: `Load ${channelId}`,
    clients: ['U0CLIENT'],
    leads: [EXPERTS[0]],
    invitees: [EXPERTS[1]],
    thirdParties: [EXPERTS[2]],
    startDate: dayOf(-7),
    completionDate: dayOf(60),
    timeZone: zoneInTheMorning(),
    workingDays: ['1', '2', '3', '4', '5', '6', '7'],
  });
  await slack.until('the project', told('is set up'), SETUP_MS);
  await admin.command(channelId, '/project open');
  await slack.until('milestones to be open', told('are open'), SETUP_MS);
}

/** A place whose day has four hours or more left in which reminders may go out. */
export function zoneInTheMorning(): string {
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format());
  const places = Intl.supportedValuesOf('timeZone').filter((name) => /^(?!Etc)\w+\//.test(name));
  return places.find((name) => [9, 10, 11].includes(hourIn(name))) ?? 'UTC';
}

/** A day counted from today in {@link zoneInTheMorning}'s zone. */
export function dayOf(days: number): string {
  const local = new Date(Date.now() + days * 86_400_000);
  return new Intl.DateTimeFormat('en-CA', { timeZone: zoneInTheMorning() }).format(local);
}

export function report(scenario: string, counts: Readonly<Record<string, number | string>>): void {
  appendFileSync('artefacts/faults.jsonl', `${JSON.stringify({ scenario, ...counts, seed: SEED })}\n`);
}
