/**
 * How long Slack waits for the acknowledgement of a command: `npm run bench:ack`. The built app as its own process, a
 * real database (MONGODB_URI, or the sandbox's), the stand-in and this client in another; signed requests, one after
 * the other, after a warm-up.
 */
import { fork } from 'node:child_process';
import { BOT, CHANNELS, TEAM, USERS } from '../dist/sandbox/cast.js';
import { openDatabase } from '../dist/sandbox/database.js';
import { freePort } from '../dist/sandbox/freePort.js';
import { seedProject } from '../dist/sandbox/seed.js';
import { startStandIn } from '../dist/sandbox/standIn.js';

const WARM_UP = 20;
const ROUNDS = 200;
const SETTINGS = { SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_SIGNING_SECRET: 'bench', HOST: '127.0.0.1', LOG_LEVEL: 'warn' };

const database = await openDatabase({ env: process.env, say: console.log });
const slack = await startStandIn({
  signingSecret: SETTINGS.SLACK_SIGNING_SECRET,
  botToken: SETTINGS.SLACK_BOT_TOKEN,
  seed: { team: TEAM, bot: BOT, users: USERS, channels: CHANNELS },
});
const port = await freePort();
const app = fork('dist/src/main.js', {
  env: { ...SETTINGS, PORT: String(port), MONGODB_URI: database.uri, SLACK_API_URL: slack.apiUrl },
});
while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
await seedProject(slack);

const expert = slack.person('U0LEAD');
const due = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
for (const line of ['/milestone list', `/milestone add ${due} First draft -- what it will contain`]) {
  const times = [];
  const rounds = line.includes('add') ? 80 : ROUNDS;
  for (let i = 0; i < WARM_UP + rounds; i++) {
    if (line.includes('add') && i >= 90) break;
    const { tookMs } = await expert.command('C0ATLAS', line);
    if (i >= WARM_UP) times.push(tookMs);
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  console.log(`${line}: ${times.length} acks, median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, slowest ${at(1)} ms`);
}
app.kill('SIGTERM');
await new Promise((resolve) => app.once('close', resolve));
await slack.close();
await database.stop();
