/** Resident memory of the app: idle, and while it does 50,000 commands of several kinds; as it comes, and with a small heap. */
import { createClient } from './support/client.mjs';
import { freshDatabase } from './support/database.mjs';
import { residentMb, startApp } from './support/process.mjs';
import { channelOf, expertOf, insertInBatches, milestoneRow, seedProjects, today } from './support/seed.mjs';
import { startQuickSlack } from './support/slack.mjs';
import { median, percentile } from './support/stats.mjs';

const COMMANDS = 50_000;
/** As docs/running.md has it for a small machine. */
const HEAP_MB = 128;
const STEP = 2_500;
const PROJECTS = 500;
const PER_PROJECT = 5;
const IN_FLIGHT = 16;
const GOAL = 1.05;
const MOST_MB = 350;
/** Every so many commands one changes something: its update and its board are delivered. */
const ADD_EVERY = 50;
const READS = ['help', 'list', 'show 1', 'history', 'complete 99', 'no such thing'];

export async function run({ isQuick }) {
  const small = [`--max-old-space-size=${HEAP_MB}`];
  return [...(await measure(isQuick, [], '')), ...(await measure(isQuick, small, `, ${small[0]}`))];
}

async function measure(isQuick, execArgv, how) {
  const commands = isQuick ? COMMANDS / 20 : COMMANDS;
  const database = await freshDatabase('memory');
  await seedProjects(database, PROJECTS, { quietSeconds: 0, nextNumber: PER_PROJECT + 1 });
  const milestones = database.connection.collection('milestones');
  await insertInBatches(milestones, PROJECTS * PER_PROJECT, (index) => milestoneRow(index, PER_PROJECT, {}));
  const slack = await startQuickSlack();
  const app = await startApp({ uri: database.uri, apiUrl: slack.apiUrl, execArgv });
  const client = await createClient();
  const idle = residentMb(app.pid);

  function commandOf(index) {
    // All projects get their share of what is added: boards stay small.
    const project = (index + Math.floor(index / ADD_EVERY)) % PROJECTS;
    const text = index % ADD_EVERY === 0 ? `add ${today()} Chapter mark-${index}-` : READS[index % READS.length];
    return { channel: channelOf(project), user: expertOf(project), text };
  }
  const sizes = [];
  for (let done = 0; done < commands; done += STEP) {
    await client.sendMany(app.url, (index) => commandOf(done + index), STEP, IN_FLIGHT, 'answer');
    sizes.push(residentMb(app.pid));
    await slack.forget();
    if (sizes.length % 4 === 0) console.error(`  ${done + STEP} commands: ${sizes.at(-1).toFixed(0)} MB`);
  }
  client.close();
  await app.stop();
  await slack.stop();
  await database.drop();

  // One look may meet a heap just before or after it was swept: four looks each are compared.
  const half = sizes.slice(sizes.length / 2);
  const growth = median(half.slice(-4)) / median(half.slice(0, 4));
  return [
    {
      what: `resident memory, idle and over ${commands.toLocaleString('en')} commands${how}`,
      figures: `idle ${idle.toFixed(0)} MB; then median ${median(sizes).toFixed(0)} MB, most ${percentile(sizes, 1).toFixed(0)} MB`,
      compared: `the last ${4 * STEP} against those after the ${(commands / 2).toLocaleString('en')}th: ${growth.toFixed(3)} ×`,
      goal: `< ${GOAL} ×, < ${MOST_MB} MB`,
      met: growth < GOAL && percentile(sizes, 1) < MOST_MB,
    },
  ];
}
