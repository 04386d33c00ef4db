/**
 * How soon a command is acknowledged, and how many whole commands an app can do, against a Bolt app that only
 * acknowledges and one that inserts one document first. Our commands are in flight until their person has the private
 * answer, those of the bare apps, which give none, until the acknowledgement; an `add` counts when its update is posted.
 */
import { createClient } from './support/client.mjs';
import { freshDatabase } from './support/database.mjs';
import { cpuSeconds, startApp, startBare } from './support/process.mjs';
import { channelOf, expertOf, seedProjects, today } from './support/seed.mjs';
import { startQuickSlack } from './support/slack.mjs';
import { inTurns, median, percentile, ratios, spread } from './support/stats.mjs';

const PROJECTS = 500;
const IN_FLIGHT = [1, 16, 64];
const COMMANDS = { ack: 800, help: 800, insert: 400, add: 400 };
/** Below what one board holds. */
const IN_ONE_PROJECT = 80;
const POSTED_MS = 120_000;

export async function run({ isQuick }) {
  const rounds = isQuick ? 2 : 5;
  const share = isQuick ? 0.25 : 1;
  const database = await freshDatabase('ack');
  await seedProjects(database, PROJECTS, { quietSeconds: 0 });
  const slack = await startQuickSlack();
  const app = await startApp({ uri: database.uri, apiUrl: slack.apiUrl });
  const bareAck = await startBare('ack', { apiUrl: slack.apiUrl });
  const bareInsert = await startBare('insert', { uri: database.uri, apiUrl: slack.apiUrl });
  const client = await createClient();

  let added = 0;
  const help = (index) => ({ channel: channelOf(index % PROJECTS), user: expertOf(index % PROJECTS), text: 'help' });
  const addTo = (project) => {
    added += 1;
    return {
      channel: channelOf(project),
      user: expertOf(project),
      text: `add ${today()} Chapter mark-${added}- -- What it will contain`,
    };
  };
  const add = () => addTo(added % PROJECTS);

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

  const variants = (inFlight) => ({
    ack: () => measured(bareAck, help, COMMANDS.ack * share, inFlight),
    help: () => measured(app, help, COMMANDS.help * share, inFlight, { until: 'answer' }),
    insert: () => measured(bareInsert, help, COMMANDS.insert * share, inFlight),
    add: () => measured(app, add, COMMANDS.add * share, inFlight, { until: 'answer', isPosted: true }),
  });
  // Everybody is known, and the code is warm.
  await measured(app, help, PROJECTS, 16, { until: 'answer' });
  await Promise.all([measured(bareAck, help, 500, 8), measured(bareInsert, help, 500, 8)]);
  await measured(app, add, 100, 8, { until: 'answer', isPosted: true });

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
  await Promise.all([app.stop(), bareAck.stop(), bareInsert.stop()]);
  await slack.stop();
  await database.drop();
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

function rowsOf(inFlight, { ack, help, insert, add }) {
  const p99 = (results) => results.map((result) => result.p99);
  const perSecond = (results) => results.map((result) => result.perSecond);
  const late = (results) => ratios(p99(results), p99(ack));
  const share = ratios(perSecond(add), perSecond(insert));
  const at = `${inFlight} in flight`;
  const ackGoal = (results) => ({
    compared: `p99 ${spread(late(results), 2)} × bare`,
    goal: 'p99 ≤ 1.3 ×',
    met: median(late(results)) <= 1.3,
  });
  return [
    { what: `bare Bolt, only \`ack()\`, ${at}`, figures: figuresOf(ack) },
    { what: `\`/milestone help\`, ${at}`, figures: figuresOf(help), ...ackGoal(help) },
    { what: `bare Bolt, one insert, then \`ack()\`, ${at}`, figures: figuresOf(insert) },
    { what: `\`/milestone add\`, its ack, ${at}`, figures: figuresOf(add), ...ackGoal(add) },
    {
      what: `\`/milestone add\`, whole, ${at}`,
      figures: `${spread(perSecond(add))} a second`,
      compared: `${spread(share, 2)} × bare insert`,
      goal: '≥ 0.5 ×',
      met: median(share) >= 0.5,
    },
  ];
}
