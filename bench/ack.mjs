/**
 * How soon a command is acknowledged, against a Bolt app that only acknowledges, and how many whole `add`s an app can do,
 * against a plain app with the same visible job and no promise (support/plainApp.mjs). A command is in flight until its
 * person has the private answer, with the bare app, which gives none, until the acknowledgement; an `add` counts when its
 * update is posted.
 */
import { createClient } from './support/client.mjs';
import { freshDatabase } from './support/database.mjs';
import { cpuSeconds, startApp, startBare, startPlain } from './support/process.mjs';
import { channelOf, expertOf, seedProjects, today } from './support/seed.mjs';
import { startQuickSlack } from './support/slack.mjs';
import { inTurns, median, percentile, ratios, spread } from './support/stats.mjs';

const PROJECTS = 500;
const IN_FLIGHT = [1, 16, 64];
const COMMANDS = { ack: 800, help: 800, add: 400 };
/** Below what one board holds. */
const IN_ONE_PROJECT = 80;
const POSTED_MS = 120_000;
/** What a promise may cost, by how many are in flight. */
const RATE_GOAL = { 1: 0.6, 16: 0.75, 64: 0.75 };
const CPU_GOAL = { 1: 1.9, 16: 1.6, 64: 1.6 };
const ACK_GOAL = 1.3;
const ACK_GOAL_PLAIN = 1.1;

export async function run({ isQuick }) {
  const rounds = isQuick ? 2 : 5;
  const share = isQuick ? 0.25 : 1;
  const database = await freshDatabase('ack');
  await seedProjects(database, PROJECTS, { quietSeconds: 0 });
  const slack = await startQuickSlack();
  const plainDatabase = await freshDatabase('plain', { isEmpty: true });
  await seedProjects(plainDatabase, PROJECTS);
  const app = await startApp({ uri: database.uri, apiUrl: slack.apiUrl });
  const bare = await startBare({ apiUrl: slack.apiUrl });
  const plain = await startPlain({ uri: plainDatabase.uri, apiUrl: slack.apiUrl });
  const client = await createClient();

  const help = (index) => ({ channel: channelOf(index % PROJECTS), user: expertOf(index % PROJECTS), text: 'help' });
  let added = 0;
  const addTo = (project) => {
    added += 1;
    return {
      channel: channelOf(project),
      user: expertOf(project),
      text: `add ${today()} Chapter mark-${added}- -- What it will contain`,
    };
  };
  /** Each app goes round the projects by itself, so that its boards grow alike. */
  const adder = () => {
    let next = 0;
    return () => addTo(next++ % PROJECTS);
  };
  const addToOurs = adder();
  const addToPlain = adder();

  async function measured(server, commandOf, count, inFlight, { until = 'ack', isPosted = false } = {}) {
    await slack.forget();
    const cpu = cpuSeconds(server.pid);
    const began = performance.now();
    const { ackMs } = await client.sendMany(server.url, commandOf, count, inFlight, until);
    if (isPosted) await slack.until('marks', count, POSTED_MS);
    const seconds = (performance.now() - began) / 1000;
    return {
      p50: percentile(ackMs, 0.5),
      p99: percentile(ackMs, 0.99),
      perSecond: count / seconds,
      cpuPer1000: ((cpuSeconds(server.pid) - cpu) / count) * 1000,
    };
  }

  const whole = { until: 'answer', isPosted: true };
  const variants = (inFlight) => ({
    bare: () => measured(bare, help, COMMANDS.ack * share, inFlight),
    help: () => measured(app, help, COMMANDS.help * share, inFlight, { until: 'answer' }),
    plain: () => measured(plain, addToPlain, COMMANDS.add * share, inFlight, whole),
    add: () => measured(app, addToOurs, COMMANDS.add * share, inFlight, whole),
  });
  // Everybody is known, and the code is warm.
  await measured(app, help, PROJECTS, 16, { until: 'answer' });
  await measured(bare, help, 500, 8);
  await measured(plain, addToPlain, 100, 8, whole);
  await measured(app, addToOurs, 100, 8, whole);

  const rows = [];
  for (const inFlight of IN_FLIGHT) {
    const results = await inTurns(rounds, variants(inFlight));
    rows.push(...rowsOf(inFlight, results));
  }
  const one = await inTurns(rounds, {
    add: (round) =>
      measured(app, () => addTo(PROJECTS - 1 - round), IN_ONE_PROJECT, 16, { until: 'answer', isPosted: false }),
  });
  rows.push({ what: '`add`, all in one project, 16 in flight, until answered', figures: figuresOf(one.add) });

  client.close();
  await Promise.all([app.stop(), bare.stop(), plain.stop()]);
  await slack.stop();
  await Promise.all([database.drop(), plainDatabase.drop()]);
  return rows;
}

function figuresOf(results, digits = 1) {
  const of = (key) =>
    spread(
      results.map((result) => result[key]),
      digits,
    );
  return `p50 ${of('p50')} ms, p99 ${of('p99')} ms, ${of('perSecond')} a second, ${of('cpuPer1000')} CPU s per 1,000`;
}

function rowsOf(inFlight, { bare, help, plain, add }) {
  const of = (results, key) => results.map((result) => result[key]);
  const at = `${inFlight} in flight`;
  const compared = (what, key, ours, others, unit, goal, isMet) => {
    const times = ratios(of(ours, key), of(others, key));
    const figures = `${spread(of(ours, key))} ${unit}`;
    return { what: `${what}, ${at}`, figures, compared: `${spread(times, 2)} ×`, goal, met: isMet(median(times)) };
  };
  const atMost = (most) => [`≤ ${most} ×`, (times) => times <= most];
  const atLeast = (least) => [`≥ ${least} ×`, (times) => times >= least];
  const p99 = (what, ours, others, most) => compared(what, 'p99', ours, others, 'ms', ...atMost(most));
  return [
    { what: `bare Bolt, only \`ack()\`, ${at}`, figures: figuresOf(bare) },
    { what: `\`/milestone help\`, ${at}`, figures: figuresOf(help) },
    { what: `\`add\` of a plain app, ${at}`, figures: figuresOf(plain) },
    { what: `\`/milestone add\`, ${at}`, figures: figuresOf(add) },
    p99('p99 of the ack of `help` against bare Bolt', help, bare, ACK_GOAL),
    p99('p99 of the ack of `add` against bare Bolt', add, bare, ACK_GOAL),
    p99('p99 of the ack of `add` against the plain app', add, plain, ACK_GOAL_PLAIN),
    compared(
      'whole `add`s against the plain app',
      'perSecond',
      add,
      plain,
      'a second',
      ...atLeast(RATE_GOAL[inFlight]),
    ),
    compared(
      'CPU of `add` against the plain app',
      'cpuPer1000',
      add,
      plain,
      's per 1,000',
      ...atMost(CPU_GOAL[inFlight]),
    ),
  ];
}
