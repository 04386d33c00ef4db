/** How many commands go to the database for one command of a person, and for its delivery: the same on every machine. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startApp } from '../dist/src/app.js';
import { createClient } from './support/client.mjs';
import { countCommands, freshDatabase } from './support/database.mjs';
import { BOT_TOKEN, pause, SIGNING_SECRET } from './support/process.mjs';
import { channelOf, expertOf, seedProjects, today } from './support/seed.mjs';
import { startQuickSlack } from './support/slack.mjs';

/** Longer than a delivery takes to come to rest. */
const REST_MS = 1_500;

export async function run() {
  const database = await freshDatabase('roundtrips', { monitorCommands: true });
  await seedProjects(database, 3, { quietSeconds: 0 });
  const slack = await startQuickSlack();
  const client = await createClient();
  const { app, url } = await startHere(database, slack);
  const send = (text, project) => client.send(url, { channel: channelOf(project), user: expertOf(project), text });
  const addTo = (project) => send(`add ${today()} Chapter mark-${project}- -- What it will contain`, project);

  async function counted(work) {
    const counting = countCommands(database.connection);
    await (await work()).answered;
    await pause(REST_MS);
    return counting.stop();
  }
  await counted(() => addTo(0));
  const help = await counted(() => send('help', 1));
  const add = await counted(() => addTo(1));
  await app.stop();

  client.close();
  await slack.stop();
  await database.drop();
  return [
    { what: 'database commands of one `/milestone help`', figures: wordsOf(help) },
    { what: 'database commands of one `/milestone add`, update and board delivered', figures: wordsOf(add) },
  ];
}

async function startHere({ connection, uri }, { apiUrl }) {
  const app = await startApp(
    {
      mongodbUri: uri,
      slack: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, apiUrl },
      host: '127.0.0.1',
      port: 0,
      admin: { host: '127.0.0.1', port: 0, isAnyPort: false },
      adminUserIds: new Set(),
      admins: 'workspace',
      role: 'all',
      logLevel: 'warn',
      stateDir: mkdtempSync(join(tmpdir(), 'milepost-bench-')),
    },
    { connection, clock: { now: () => new Date() }, log: pino({ level: 'warn' }) },
  );
  return { app, url: `http://127.0.0.1:${app.port}/slack/events` };
}

function wordsOf({ commands }) {
  const counts = new Map();
  for (const command of commands) counts.set(command, (counts.get(command) ?? 0) + 1);
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([command, count]) => `${count} ${command}`);
  return `${commands.length}: ${parts.join(', ')}`;
}
